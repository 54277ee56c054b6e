/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.stack;

import java.nio.file.Path;

/** A single Kafka broker whose address and data survive {@link #stop}, {@link #kill} and {@link #start}. */
public interface KafkaBroker extends AutoCloseable {
    /** {@code host:port}, the same over restarts. */
    String bootstrapServers();

    /** Starts, and returns when clients are served. */
    void start();

    /** Ends as an operator would. */
    void stop();

    /** Ends as a crash would. */
    void kill();

    @Override
    void close();

    /**
     * A broker of the kind that the system property {@code kafka} names: {@code process} (the default),
     * {@code testcontainers} (needs Docker) or {@code embedded} (in this JVM; cannot be killed).
     *
     * @param directory where its files go
     */
    static KafkaBroker chosen(Path directory) {
        String kind = System.getProperty("kafka", "process");
        return switch (kind) {
            case "process" -> new KafkaProcess(directory);
            case "testcontainers" -> new KafkaContainerBroker();
            case "embedded" -> new EmbeddedKafka(directory);
            default ->
                throw new StackException(
                        "Cannot choose a broker: -Dkafka=" + kind + " is none of process, testcontainers, embedded");
        };
    }
}

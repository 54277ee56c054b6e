/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.checkpoint;

import io.affidavit.monitor.broker.Clients;
import io.affidavit.monitor.broker.Topics;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;

/** Whether topics keep what a monitor writes to them. */
public final class TopicChecks {

    private static final String COMPACT = "compact";
    private static final int SEGMENT_BYTES = 32 << 20;

    private TopicChecks() {}

    /**
     * What is wrong with a monitor's topics, by config key.
     *
     * @param topics by config key
     * @param checkpoints the topic among them that must never forget
     * @param creates whether missing topics will be created
     * @throws org.apache.kafka.common.KafkaException if the brokers do not answer
     */
    public static Map<String, String> faults(
            Clients clients, Map<String, String> topics, String checkpoints, boolean creates) {
        Map<String, String> faults = new LinkedHashMap<>();
        try (Topics admin = new Topics(clients)) {
            topics.forEach((key, topic) -> fault(admin.cleanupPolicy(topic), topic.equals(checkpoints), creates)
                    .ifPresent(fault -> faults.put(key, fault)));
        }
        return faults;
    }

    /**
     * Creates what is missing, and refuses what would lose state.
     *
     * @throws org.apache.kafka.common.KafkaException if the brokers do not answer
     * @throws ConnectException if a topic cannot serve
     */
    public static void prepare(Clients clients, Map<String, String> topics, String checkpoints, boolean creates) {
        faults(clients, topics, checkpoints, creates).forEach((key, fault) -> {
            throw new ConnectException("Cannot monitor: " + key + ": " + fault);
        });
        if (creates) {
            try (Topics admin = new Topics(clients)) {
                topics.values().stream()
                        .filter(topic -> admin.cleanupPolicy(topic).isEmpty())
                        .forEach(topic -> admin.createCompacted(topic, SEGMENT_BYTES));
            }
        }
    }

    private static Optional<String> fault(Optional<String> policy, boolean checkpoints, boolean creates) {
        if (policy.isEmpty()) {
            return creates
                    ? Optional.empty()
                    : Optional.of("The topic does not exist. Create it with cleanup.policy=compact, or set"
                            + " monitor.create.topics=true.");
        }
        if (checkpoints && !policy.get().equals(COMPACT)) {
            return Optional.of(
                    "The topic's cleanup.policy is not compact, so it would forget the state of a partition in"
                            + " time. Set cleanup.policy=compact on the topic.");
        }
        return Optional.empty();
    }
}

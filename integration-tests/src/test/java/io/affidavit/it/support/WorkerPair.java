/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it.support;

import io.affidavit.stack.ConnectWorkerProcess;
import io.affidavit.stack.PluginDirectory;
import io.affidavit.stack.rest.ConnectRest;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Two workers of one group beside the one of the {@link TestStack}, with the sinks and what stands before them. They are made
 * to die often: they start fast, and the broker takes a silent member for dead after {@link #SESSION_MILLIS}.
 */
public final class WorkerPair implements AutoCloseable {
    /** The shortest session that brokers allow by default. */
    public static final int SESSION_MILLIS = 6_000;

    private final List<ConnectWorkerProcess> workers;

    WorkerPair(TestStack stack) {
        this(stack.broker().bootstrapServers(), stack.directory().resolve("pair"), 1);
    }

    /** @param replicas of the workers' own topics */
    public WorkerPair(String bootstrapServers, Path directory, int replicas) {
        Path plugins = PluginDirectory.unpack(
                directory.resolve("plugins"),
                Stream.of("transforms", "archive", "monitor")
                        .map(PluginDirectory::zip)
                        .toList());
        String session = Integer.toString(SESSION_MILLIS);
        String factor = Integer.toString(replicas);
        this.workers = IntStream.range(0, 2)
                .mapToObj(number -> ConnectWorkerProcess.on(
                                bootstrapServers, plugins, directory.resolve("worker-" + number))
                        .group("pair")
                        .heapMegabytes(384)
                        .jvmOption("-XX:TieredStopAtLevel=1")
                        .property("config.storage.replication.factor", factor)
                        .property("offset.storage.replication.factor", factor)
                        .property("status.storage.replication.factor", factor)
                        .property("exactly.once.source.support", "disabled")
                        .property("session.timeout.ms", session)
                        .property("heartbeat.interval.ms", "1000")
                        .property("consumer.session.timeout.ms", session)
                        .property("consumer.heartbeat.interval.ms", "1000")
                        .property("scheduled.rebalance.max.delay.ms", "0")
                        .property("offset.flush.interval.ms", "1000")
                        .build())
                .toList();
        workers.parallelStream().forEach(ConnectWorkerProcess::start);
    }

    /** One of the two, 0 or 1. */
    public ConnectWorkerProcess worker(int number) {
        return workers.get(number);
    }

    /** A client of one of the two. */
    public ConnectRest rest(int number) {
        return worker(number).rest();
    }

    @Override
    public void close() {
        workers.forEach(ConnectWorkerProcess::close);
    }
}

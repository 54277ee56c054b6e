/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import io.affidavit.archive.EvidenceArchiveSinkTask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** One task of our sink with one partition of its own, driven as a worker would. Not thread-safe. */
final class ArchiveTaskRun implements AutoCloseable {

    private static final String TOPIC = "bench";
    private static final long TIMESTAMP = 1_780_272_000_000L;

    private final EvidenceArchiveSinkTask task = new EvidenceArchiveSinkTask();
    private final PlainContext context;
    private final TopicPartition partition;
    private final List<Struct> source;
    private final List<Double> commitMillis = new ArrayList<>();
    private long offset;
    private long durable;

    /**
     * @param number of the task and of its partition
     * @param of how many tasks
     */
    ArchiveTaskRun(Map<String, String> config, int number, int of, List<Struct> source) {
        Map<String, String> own = new HashMap<>(config);
        own.put("archive.internal.task", Integer.toString(number));
        own.put("archive.internal.tasks", Integer.toString(of));
        this.partition = new TopicPartition(TOPIC, number);
        this.source = source;
        this.context = new PlainContext(own, List.of(partition));
        task.initialize(context);
        task.start(own);
        task.open(List.of(partition));
    }

    /** Puts the next records; a commit that falls due happens here, and its time is taken down. */
    void put(int count) {
        List<SinkRecord> batch = new ArrayList<>(count);
        for (int i = 0; i < count; i++, offset++) {
            Struct value = source.get((int) (offset % source.size()));
            batch.add(new SinkRecord(
                    TOPIC,
                    partition.partition(),
                    Schema.STRING_SCHEMA,
                    "tenant|key",
                    value.schema(),
                    value,
                    offset,
                    TIMESTAMP,
                    TimestampType.CREATE_TIME));
        }
        long began = System.nanoTime();
        task.put(batch);
        long now = durable();
        double millis = (System.nanoTime() - began) / 1e6;
        if (now > durable) {
            durable = now;
            commitMillis.add(millis);
        }
    }

    /** What a worker would be told to commit; like a worker, it gives the task a chance to. */
    private long durable() {
        OffsetAndMetadata at =
                task.preCommit(Map.of(partition, new OffsetAndMetadata(offset))).get(partition);
        return at == null ? 0 : at.offset();
    }

    /** Waits as a worker would if nothing came for {@code millis}: no longer than the task asked for. */
    void idle(long millis) throws InterruptedException {
        Thread.sleep(Math.min(millis, context.timeout()));
    }

    /** Waits until everything put is durable. */
    void awaitDurable() throws InterruptedException {
        while (durable < offset) {
            put(0);
            Thread.sleep(5);
        }
    }

    /** How long each commit kept the worker waiting, in milliseconds, oldest first. */
    List<Double> commitMillis() {
        return commitMillis;
    }

    @Override
    public void close() {
        task.close(List.of(partition));
        task.stop();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** Drives a sink task as a worker would: batches of a poll, commits in between, until the table holds every record. */
final class SinkRun<T> {

    private static final int POLL = 500;
    private static final int POLLS_PER_COMMIT = 200;
    private static final long PATIENCE_MS = 120_000;

    private final SinkTask task;
    private final TopicPartition partition;
    private final List<T> source;
    private final Function<T, SchemaAndValue> convert;
    private final LongSupplier archived;

    SinkRun(
            SinkTask task,
            TopicPartition partition,
            List<T> source,
            Function<T, SchemaAndValue> convert,
            LongSupplier archived) {
        this.task = task;
        this.partition = partition;
        this.source = source;
        this.convert = convert;
        this.archived = archived;
    }

    void run(SinkTaskContext context, Map<String, String> config, int count) throws InterruptedException {
        task.initialize(context);
        task.start(config);
        try {
            task.open(Set.of(partition));
            long offset = 0;
            for (int poll = 0; offset < count; poll++) {
                offset = put(offset, count);
                if (poll % POLLS_PER_COMMIT == POLLS_PER_COMMIT - 1) {
                    commit(offset);
                }
            }
            await(offset);
            task.close(Set.of(partition));
        } finally {
            task.stop();
        }
    }

    private long put(long offset, int count) {
        long next = Math.min(offset + POLL, count);
        List<SinkRecord> batch = new ArrayList<>(POLL);
        for (long o = offset; o < next; o++) {
            SchemaAndValue value = convert.apply(source.get((int) (o % source.size())));
            batch.add(new SinkRecord(
                    partition.topic(),
                    partition.partition(),
                    Schema.STRING_SCHEMA,
                    "tenant|key",
                    value.schema(),
                    value.value(),
                    o,
                    1_780_272_000_000L,
                    org.apache.kafka.common.record.TimestampType.CREATE_TIME));
        }
        task.put(batch);
        return next;
    }

    private void commit(long offset) {
        task.preCommit(Map.of(partition, new OffsetAndMetadata(offset)));
    }

    private void await(long expected) throws InterruptedException {
        long deadline = System.currentTimeMillis() + PATIENCE_MS;
        while (archived.getAsLong() < expected) {
            if (System.currentTimeMillis() > deadline) {
                throw new IllegalStateException("Cannot finish run: the table holds " + archived.getAsLong() + " of "
                        + expected + " records after " + PATIENCE_MS + " ms. Look at the task's log.");
            }
            task.put(List.of());
            commit(expected);
            Thread.sleep(50);
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.flow;

import io.affidavit.core.policy.log.Timeline;
import io.affidavit.monitor.broker.PartitionWriter;
import io.affidavit.monitor.checkpoint.Checkpoint;
import io.affidavit.monitor.checkpoint.CheckpointLog;
import io.affidavit.monitor.incident.Incident;
import io.affidavit.monitor.watch.PartitionMonitor;
import io.affidavit.monitor.watch.Plan;
import io.affidavit.monitor.watch.VersionedMonitor;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** A partition that this task watches: its state, what it found since the last commit, and the one writer of both. */
final class WatchedPartition {

    static final long NOTHING = -1;

    private final TopicPartition partition;
    private final PartitionWriter writer;
    private final VersionedMonitor versions;
    private final Outbox outbox;
    private final Jumps jumps = new Jumps();
    private long sequence;
    private long durable;
    private long first = NOTHING;
    private boolean renewed;
    private int sentBytes;

    /**
     * @param sequence of the checkpoint it goes on from; 0 for none
     * @param durable next offset of that checkpoint; {@link #NOTHING} for none
     */
    WatchedPartition(
            TopicPartition partition,
            PartitionWriter writer,
            VersionedMonitor versions,
            Outbox outbox,
            long sequence,
            long durable) {
        this.partition = partition;
        this.writer = writer;
        this.versions = versions;
        this.outbox = outbox;
        this.sequence = sequence;
        this.durable = durable;
        this.renewed = !outbox.isEmpty();
    }

    TopicPartition partition() {
        return partition;
    }

    PartitionMonitor monitor() {
        return versions.monitor();
    }

    Outbox outbox() {
        return outbox;
    }

    /** Next offset of the last committed checkpoint; {@link #NOTHING} where there is none. */
    long durable() {
        return durable;
    }

    /** Watches a record, which must not have been watched before. */
    void take(Timeline<Plan> policy, SinkRecord record) {
        versions.take(policy, record.value(), record.timestamp(), record.originalKafkaOffset(), outbox);
    }

    /** A record is about to be watched. */
    void sees(long offset) {
        if (durable != NOTHING || first != NOTHING) {
            jumps.came(offset, monitor().nextOffset());
        }
        if (first == NOTHING) {
            first = offset;
        }
    }

    /** Whether it is to be found out why offsets were passed over. */
    boolean jumped() {
        return !jumps.isEmpty();
    }

    /**
     * Tells what of the passed offsets was lost.
     *
     * @param logStart the first offset of the partition that is still there
     */
    void settle(long logStart) {
        jumps.settle(logStart).ifPresent(gap -> monitor().lost(gap.from(), gap.to(), gap.lost(), outbox));
    }

    /** The first offset that was watched since it was taken over; {@link #NOTHING} before any. */
    long first() {
        return first;
    }

    boolean dirty() {
        return renewed || monitor().nextOffset() != Math.max(0, durable) || !outbox.isEmpty();
    }

    /** Hands the findings and the checkpoint to the broker, without waiting. */
    void send(CheckpointLog log) {
        Checkpoint checkpoint =
                new Checkpoint(monitor().nextOffset(), sequence + 1, monitor().save());
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(outbox.records());
        records.addAll(log.records(partition, checkpoint));
        sentBytes = checkpoint.state().length;
        writer.send(records);
    }

    /** Waits for what was sent. */
    void commit(MonitorMeters meters) {
        writer.commit();
        sequence++;
        durable = monitor().nextOffset();
        renewed = false;
        for (Incident incident : outbox.incidents()) {
            meters.told(incident);
        }
        meters.metrics().add(outbox.metrics());
        meters.checkpointBytes().add(sentBytes);
        meters.commits().add(1);
        outbox.clear();
    }

    void close() {
        writer.close();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.gate;

import io.affidavit.monitor.gate.GateTopics.Extent;
import io.affidavit.monitor.worker.Work;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gates of all partitions of one task. A partition that fails is shut by itself and opened again from its checkpoint; the
 * others go on. Not thread-safe.
 */
public final class Gate implements Work, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    private final GateParts parts;
    private final GateMeters meters;
    private final InstantSource clock;
    private final BiConsumer<TopicPartition, Long> seek;
    private final Rest rest;
    private final Map<TopicPartition, PartitionGate> gates = new HashMap<>();
    /** Partitions whose reading moves after this batch: what it holds of them is read again. */
    private final Set<TopicPartition> moving = new HashSet<>();

    /** @param seek has the worker read on from elsewhere, from the next batch on */
    public Gate(GateParts parts, GateMeters meters, InstantSource clock, BiConsumer<TopicPartition, Long> seek) {
        this.parts = parts;
        this.meters = meters;
        this.clock = clock;
        this.seek = seek;
        this.rest = new Rest(parts.settings().maxOutage(), clock);
    }

    /**
     * Takes partitions over. What another task still has in the making for them is aborted.
     *
     * @throws ConnectException if a partition cannot be gated safely
     */
    public void open(Collection<TopicPartition> partitions) {
        // whoever waits for the end of the checkpoints must not be what others wait for
        commit();
        List<PartitionGate> begun = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            PartitionGate gate =
                    gates.computeIfAbsent(partition, one -> parts.gate(one, meters, () -> rest.mended(one)));
            if (guarded(gate, () -> gate.begin(parts::producer))) {
                begun.add(gate);
            }
        }
        if (!begun.isEmpty()) {
            resume(begun);
        }
    }

    /** Gates records; those of a partition that is shut are left, to be read again. */
    @Override
    public void put(Collection<SinkRecord> records) {
        moving.clear();
        Set<TopicPartition> rested = rest.over();
        if (!rested.isEmpty()) {
            // first: a partition without a checkpoint begins again where it was first read
            records.forEach(this::offer);
            open(rested);
            moving.addAll(rested);
        }
        long now = clock.millis();
        TopicPartition partition = null;
        for (SinkRecord record : records) {
            if (partition == null
                    || partition.partition() != record.originalKafkaPartition()
                    || !partition.topic().equals(record.originalTopic())) {
                partition = new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
            }
            take(gates.get(partition), record, now);
        }
        commitDue();
    }

    private void offer(SinkRecord record) {
        PartitionGate gate = gates.get(new TopicPartition(record.originalTopic(), record.originalKafkaPartition()));
        if (gate != null) {
            gate.offered(record.originalKafkaOffset());
        }
    }

    private void take(PartitionGate gate, SinkRecord record, long now) {
        if (gate == null) {
            return;
        }
        gate.offered(record.originalKafkaOffset());
        if (!gate.isOpen() || moving.contains(gate.partition())) {
            return;
        }
        if (gate.hasTaken(record.originalKafkaOffset())) {
            meters.repeated().add(1);
            return;
        }
        guarded(gate, () -> gate.take(record, now));
    }

    private void commitDue() {
        long now = clock.millis();
        for (PartitionGate gate : gates.values()) {
            if (gate.inTransaction()
                    && (now - gate.began() >= parts.settings().commitMillis()
                            || gate.bytes() >= parts.settings().commitBytes())) {
                commit(gate);
            }
        }
    }

    /** Commits what is open, and says how far each open partition has come. */
    @Override
    public Map<TopicPartition, Long> commit() {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (PartitionGate gate : gates.values()) {
            if (gate.inTransaction()) {
                commit(gate);
            }
            gate.next().ifPresent(next -> offsets.put(gate.partition(), next));
        }
        return offsets;
    }

    private void commit(PartitionGate gate) {
        long before = System.nanoTime();
        if (guarded(gate, () -> gate.commit(parts.log()))) {
            meters.transactions().add(1);
            meters.commitMillis().add((System.nanoTime() - before) / 1_000_000);
        }
    }

    /** Each record is gated as a whole or not at all, so that those before one that fails can be committed. */
    @Override
    public boolean wholeAfterFailure() {
        return true;
    }

    /** Milliseconds after which {@link #put} should be called even without records; 0 for whenever. */
    @Override
    public long millisUntilDue() {
        long now = clock.millis();
        long due = rest.isEmpty() ? Long.MAX_VALUE : 1_000;
        for (PartitionGate gate : gates.values()) {
            if (gate.inTransaction()) {
                due = Math.min(due, Math.max(1, gate.began() + parts.settings().commitMillis() - now));
            }
        }
        return due == Long.MAX_VALUE ? 0 : due;
    }

    /** Lets go of partitions; what was not committed is left to whoever has them next. */
    public void close(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            PartitionGate gate = gates.remove(partition);
            if (gate != null) {
                gate.shut();
            }
            rest.forget(partition);
        }
    }

    @Override
    public void close() {
        close(List.copyOf(gates.keySet()));
        parts.close();
    }

    private void resume(List<PartitionGate> begun) {
        List<TopicPartition> partitions =
                begun.stream().map(PartitionGate::partition).toList();
        Map<TopicPartition, Checkpoint> checkpoints;
        Map<TopicPartition, Extent> extents;
        try {
            checkpoints = parts.log().read(partitions);
            extents = parts.topics().extents(partitions);
        } catch (KafkaException e) {
            begun.forEach(gate -> shut(gate, Fault.of(e)));
            return;
        }
        for (PartitionGate gate : begun) {
            TopicPartition partition = gate.partition();
            Extent extent = extents.get(partition);
            Checkpoint checkpoint = checked(partition, checkpoints.get(partition), extent);
            guarded(
                    gate,
                    () -> gate.resume(checkpoint, extent.topicId()).ifPresent(next -> seek.accept(partition, next)));
            if (gate.isOpen()) {
                rest.opened(partition);
            }
        }
    }

    /** The checkpoint, or where the partition begins now if that lies behind it. */
    private Checkpoint checked(TopicPartition partition, Checkpoint checkpoint, Extent extent) {
        if (checkpoint == null) {
            return null;
        }
        boolean another = checkpoint.topicId() != null && !checkpoint.topicId().equals(extent.topicId());
        if (another || checkpoint.next() > extent.end()) {
            throw new ConnectException(
                    "Cannot gate partition " + partition + ": the topic was created anew since offset "
                            + checkpoint.next()
                            + " was gated. Stop the connector and delete or set its offsets over REST, so that it"
                            + " begins where it should.");
        }
        if (checkpoint.next() >= extent.first()) {
            return checkpoint;
        }
        meters.expired().add(extent.first() - checkpoint.next());
        LOG.warn(
                "Offsets {} to {} of partition {} expired before they were gated. Give the topic a longer retention",
                checkpoint.next(),
                extent.first() - 1,
                partition);
        return new Checkpoint(extent.first(), extent.topicId());
    }

    /** Runs what a broker may refuse; a refusal shuts the partition. */
    private boolean guarded(PartitionGate gate, Runnable work) {
        try {
            work.run();
            return true;
        } catch (ConnectException e) {
            throw e;
        } catch (KafkaException | IllegalStateException e) {
            shut(gate, Fault.of(e));
            return false;
        }
    }

    private void shut(PartitionGate gate, Fault fault) {
        LOG.info(
                "Partition {} is shut and will be opened again from its checkpoint: {}",
                gate.partition(),
                fault.name());
        (fault.kind() == Fault.Kind.FENCED ? meters.fenced() : meters.faults()).add(1);
        gate.shut();
        rest.begin(gate.partition(), fault);
    }
}

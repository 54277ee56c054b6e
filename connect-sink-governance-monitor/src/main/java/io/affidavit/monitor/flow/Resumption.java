/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.flow;

import io.affidavit.core.policy.Severity;
import io.affidavit.core.policy.log.Timeline;
import io.affidavit.monitor.broker.PartitionWriter;
import io.affidavit.monitor.broker.Topics;
import io.affidavit.monitor.checkpoint.Checkpoint;
import io.affidavit.monitor.checkpoint.CheckpointLog;
import io.affidavit.monitor.checkpoint.Checkpoints;
import io.affidavit.monitor.detect.StateException;
import io.affidavit.monitor.incident.Incident;
import io.affidavit.monitor.incident.Kinds;
import io.affidavit.monitor.incident.Measure;
import io.affidavit.monitor.metric.MetricJson;
import io.affidavit.monitor.watch.Notes;
import io.affidavit.monitor.watch.PartitionMonitor;
import io.affidavit.monitor.watch.Plan;
import io.affidavit.monitor.watch.SavedPartition;
import io.affidavit.monitor.watch.VersionedMonitor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * Takes over partitions: opens the writer, which stops whoever wrote before, then reads the checkpoint, then goes on from its
 * offset. In this order nothing of another task can come between.
 */
final class Resumption {

    private final MonitorSettings settings;
    private final CheckpointLog log;
    private final Topics topics;
    private final ScopePlaces places = new ScopePlaces();

    Resumption(MonitorSettings settings, CheckpointLog log, Topics topics) {
        this.settings = settings;
        this.log = log;
        this.topics = topics;
    }

    /**
     * Takes over all of some partitions, or none.
     *
     * @param now in milliseconds since 1970
     * @throws KafkaException if the brokers do not answer
     * @throws ConnectException if a checkpoint cannot be used
     */
    List<WatchedPartition> resume(Collection<TopicPartition> partitions, Timeline<Plan> policy, long now) {
        Map<TopicPartition, PartitionWriter> writers = new LinkedHashMap<>();
        try {
            partitions.forEach(partition -> writers.put(partition, log.writer(partition)));
            Checkpoints checkpoints = log.read();
            Map<TopicPartition, Long> starts = topics.starts(partitions);
            Map<TopicPartition, Long> ends = topics.ends(partitions);
            learnPlaces(partitions, checkpoints);
            List<WatchedPartition> watched = new ArrayList<>();
            writers.forEach((partition, writer) -> {
                Born born = new Born(partition, policy, now);
                watched.add(
                        resume(born, writer, checkpoints.of(partition), starts.get(partition), ends.get(partition)));
            });
            return watched;
        } catch (KafkaException e) {
            writers.values().forEach(PartitionWriter::close);
            throw e;
        }
    }

    private WatchedPartition resume(
            Born born, PartitionWriter writer, Optional<Checkpoint> checkpoint, long start, long end) {
        TopicPartition partition = born.partition;
        if (checkpoint.isEmpty()) {
            return new WatchedPartition(partition, writer, born.begin(0), born.outbox, 0, WatchedPartition.NOTHING);
        }
        Checkpoint known = checkpoint.get();
        if (known.nextOffset() > end) {
            throw new ConnectException("Cannot resume partition " + partition + ": its checkpoint is at offset "
                    + known.nextOffset() + ", after the end of the log at " + end
                    + ". Was the topic created anew? Reset the connector's offsets to begin with a fresh state.");
        }
        VersionedMonitor versions = known.fresh() ? fresh(known, born) : born.restore(known);
        if (start > known.nextOffset()) {
            versions.monitor().gap(start, born.outbox);
        }
        return new WatchedPartition(partition, writer, versions, born.outbox, known.sequence(), known.nextOffset());
    }

    private static VersionedMonitor fresh(Checkpoint known, Born born) {
        VersionedMonitor versions = born.begin(known.nextOffset());
        born.outbox.incident(Notes.note(
                versions.monitor().site(),
                Kinds.BASELINE,
                "offsets-" + known.sequence(),
                Severity.LOW,
                "The connector's offsets were altered: all monitors of the partition begin with a fresh baseline.",
                versions.monitor().now(),
                List.of(),
                List.of(known.nextOffset())));
        return versions;
    }

    private void learnPlaces(Collection<TopicPartition> own, Checkpoints checkpoints) {
        own.stream()
                .map(TopicPartition::topic)
                .distinct()
                .flatMap(topic -> checkpoints.partitions(topic).stream())
                .filter(partition -> !own.contains(partition))
                .forEach(partition -> checkpoints
                        .of(partition)
                        .filter(checkpoint -> !checkpoint.fresh())
                        .ifPresent(checkpoint -> SavedPartition.scopes(checkpoint.state())
                                .forEach(name -> places.seen(partition, name))));
    }

    /** A partition that is taken over, which hears of scopes that are new in it. */
    private final class Born {

        private final TopicPartition partition;
        private final Timeline<Plan> policy;
        private final long now;
        private final Incident.Where where;
        private final Outbox outbox;
        private VersionedMonitor versions;

        private Born(TopicPartition partition, Timeline<Plan> policy, long now) {
            this.partition = partition;
            this.policy = policy;
            this.now = now;
            this.where = new Incident.Where(settings.connector(), partition.topic(), partition.partition());
            this.outbox = new Outbox(
                    settings.topics(), new MetricJson(settings.connector(), partition.topic(), partition.partition()));
        }

        private VersionedMonitor begin(long nextOffset) {
            versions = VersionedMonitor.begin(policy, settings.plan(), where, settings.ids(), nextOffset, this::seen);
            return versions;
        }

        @SuppressWarnings("UnusedException") // the advice is another
        private VersionedMonitor restore(Checkpoint known) {
            try {
                versions = VersionedMonitor.restore(
                        policy, settings.plan(), where, settings.ids(), known.state(), now, this::seen, outbox);
                return versions;
            } catch (StateException e) {
                throw new ConnectException("Cannot resume partition " + partition + ": its state was written by another"
                        + " version. Go back to that version, or reset the connector's offsets to begin anew.");
            }
        }

        private void seen(String name) {
            OptionalInt other = places.seen(partition, name);
            if (other.isEmpty()) {
                return;
            }
            if (settings.failsOnSpanning()) {
                throw new ConnectException("Cannot watch partition " + partition + ": a scope of "
                        + ScopePlaces.paths(name) + " is in partition " + other.getAsInt()
                        + " too, so that no state sees all of it. Key the topic by these fields, or set"
                        + " monitor.spanning.scopes=raise.");
            }
            if (versions != null && places.firstOf(partition, name)) {
                PartitionMonitor monitor = versions.monitor();
                outbox.incident(Notes.note(
                        monitor.site(),
                        Kinds.SPANNING,
                        ScopePlaces.paths(name),
                        Severity.MEDIUM,
                        "A scope is in several partitions, so that each state sees a part of it only. Key the topic by the"
                                + " fields of the scope.",
                        monitor.now(),
                        List.of(Measure.count("other_partition", other.getAsInt(), Double.NaN)),
                        List.of(Math.max(0, monitor.nextOffset() - 1))));
            }
        }
    }
}

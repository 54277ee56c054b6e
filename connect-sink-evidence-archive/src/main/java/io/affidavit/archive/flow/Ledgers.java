/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import io.affidavit.archive.commit.CommitRequest;
import io.affidavit.archive.commit.Mark;
import io.affidavit.archive.commit.OffsetSet;
import io.affidavit.archive.commit.SourcePartition;
import io.affidavit.archive.evidence.statement.OffsetRange;
import io.affidavit.archive.evidence.statement.OffsetSpan;
import io.affidavit.archive.gaps.GapExplainer;
import io.affidavit.archive.write.WrittenFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ledgers of the partitions a task owns, opened from the watermarks of the book. Not thread-safe. */
final class Ledgers {

    private static final Logger LOG = LoggerFactory.getLogger(Ledgers.class);

    private final Tables tables;
    private final String lineage;
    private final Positions positions;
    private final Witness witness;
    private final Map<TopicPartition, PartitionLedger> ledgers = new HashMap<>();
    private final Map<SourcePartition, OffsetSet> leftAhead = new HashMap<>();

    Ledgers(Tables tables, String lineage, Positions positions, Witness witness) {
        this.tables = tables;
        this.lineage = lineage;
        this.positions = positions;
        this.witness = witness;
    }

    PartitionLedger of(TopicPartition partition) {
        return ledgers.computeIfAbsent(partition, this::opened);
    }

    /**
     * Whether the record is to be entered; if not, it was seen before or will be read again.
     *
     * @throws ConnectException when it shows that the topic is not the one that was archived
     */
    boolean admits(TopicPartition partition, PartitionLedger ledger, SinkRecord record) {
        long offset = record.originalKafkaOffset();
        switch (ledger.bearing().judge(offset)) {
            case ASK_AGAIN -> {
                positions.seek(partition, ledger.bearing().begin());
                return false;
            }
            case LEAVE -> {
                return false;
            }
            case TOPIC_IS_SHORTER -> {
                throw new ConnectException(
                        AnotherTopic.shorter(partition, ledger.bearing().begin(), offset));
            }
            case TAKE_BEYOND ->
                LOG.info(
                        "Reading of {} goes on at offset {}: of those from {} on, none is left",
                        partition,
                        offset,
                        ledger.bearing().begin());
            case TAKE -> {}
        }
        if (ledger.contradicts(record, witness)) {
            throw new ConnectException(AnotherTopic.differs(partition, offset));
        }
        if (ledger.isNew(offset)) {
            return true;
        }
        ledger.recognize(record);
        return false;
    }

    /** Says that a delivery was dealt with as a whole. */
    void deliveryEnded() {
        ledgers.values().forEach(ledger -> ledger.bearing().deliveryEnded());
    }

    /** Partitions of which nothing has come since reading was told where to begin. */
    int silent() {
        return (int) ledgers.values().stream()
                .filter(ledger -> !ledger.bearing().isTrusted())
                .count();
    }

    SourcePartition source(TopicPartition partition) {
        return new SourcePartition(lineage, partition.topic(), partition.partition());
    }

    /**
     * Whether a crash left the record in a table that was committed before the book. Records of a partition must be asked
     * for in their order.
     */
    boolean wasLeftAhead(SourcePartition source, long offset) {
        return leftAhead
                .computeIfAbsent(source, s -> IoFailure.guard(() -> tables.leftAhead(s, offset)))
                .contains(offset);
    }

    void forget(Collection<TopicPartition> partitions) {
        partitions.forEach(ledgers::remove);
    }

    void clear() {
        ledgers.clear();
    }

    Map<TopicPartition, Long> durable() {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        ledgers.forEach((partition, ledger) -> {
            if (ledger.durableNext() != null) {
                offsets.put(partition, ledger.durableNext());
            }
        });
        return offsets;
    }

    /** Finds out which of the gaps entered since the last commit the topics account for. */
    void explainGaps(GapExplainer explainer) {
        Map<TopicPartition, List<OffsetSpan>> gaps = new HashMap<>();
        ledgers.forEach((partition, ledger) -> {
            if (ledger.gaps().unexplained() > 0) {
                gaps.put(partition, ledger.gaps().located());
            }
        });
        if (!gaps.isEmpty()) {
            explainer
                    .unexplained(gaps)
                    .forEach((partition, spans) -> ledgers.get(partition).gaps().explainAllBut(spans));
        }
    }

    /** The commit of everything entered since the last one. */
    CommitRequest request(String commitId, List<WrittenFile> files, long holdEpoch) {
        Map<SourcePartition, Long> expected = new HashMap<>();
        Map<SourcePartition, Mark> moved = new HashMap<>();
        List<OffsetRange> ranges = new ArrayList<>();
        for (PartitionLedger ledger : ledgers.values()) {
            if (ledger.hasMoved()) {
                expected.put(ledger.source(), ledger.durableNext());
                moved.put(ledger.source(), ledger.mark(commitId, witness));
                ranges.add(attestable(keepsBookInQuarantine() ? ledger.rangeOfQuarantine() : ledger.range()));
            }
        }
        return new CommitRequest(commitId, expected, moved, ranges, files, holdEpoch);
    }

    private static OffsetRange attestable(OffsetRange range) {
        if (!range.anchored()) {
            LOG.warn(
                    "The last archived record of {}-{}, at offset {}, has gone from the topic: nothing but the offset shows"
                            + " that this is still the topic that was archived",
                    range.topic(),
                    range.partition(),
                    range.from() - 1);
        }
        return range;
    }

    /** Turns the page for every partition that {@code request} moved. */
    void committed(CommitRequest request) {
        ledgers.replaceAll((partition, ledger) -> {
            Mark mark = request.moved().get(ledger.source());
            return mark == null ? ledger : ledger.after(mark);
        });
    }

    /** Forgets what is not durable of every partition, and has it read again. */
    void rewindAll() {
        List.copyOf(ledgers.keySet()).forEach(this::rewind);
    }

    /**
     * Has records read again that were delivered before the worker heard of a rewind: to enter them now would leave a gap
     * where the rewound ones are due.
     */
    void giveBack(Collection<SinkRecord> records) {
        Set<TopicPartition> asked = new HashSet<>();
        for (SinkRecord record : records) {
            TopicPartition partition = new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
            // A partition of which something is due is being read from there already.
            if (!of(partition).isBegun() && asked.add(partition)) {
                positions.seek(partition, record.originalKafkaOffset());
            }
        }
    }

    /**
     * Opens the partition where the table stands, and has it read from there.
     *
     * @throws ConnectException when the table stands nowhere although it did before
     */
    void rewind(TopicPartition partition) {
        PartitionLedger before = ledgers.get(partition);
        PartitionLedger ledger = opened(partition);
        if (before != null && before.durableNext() != null && ledger.durableNext() == null) {
            throw new ConnectException("Cannot go on with " + partition + ": table "
                    + tables.book().table().name()
                    + " no longer knows how far it is archived. Was it rolled back? Restart the task to begin anew");
        }
        if (ledger.resumeAt() != null) {
            begin(partition, ledger, ledger.resumeAt());
        } else if (before != null && before.hasMoved()) {
            ledger = PartitionLedger.dueFrom(ledger.source(), before.from());
            begin(partition, ledger, before.from());
        } else if (before != null && !before.bearing().isTrusted()) {
            begin(partition, ledger, before.bearing().begin());
        }
        ledgers.put(partition, ledger);
    }

    private void begin(TopicPartition partition, PartitionLedger ledger, long offset) {
        positions.seek(partition, offset);
        ledger.toldToBeginAt(offset);
    }

    private PartitionLedger opened(TopicPartition partition) {
        SourcePartition source = source(partition);
        leftAhead.remove(source);
        return PartitionLedger.opened(source, tables.book().watermarks().marks().get(source));
    }

    private boolean keepsBookInQuarantine() {
        return tables.book() == tables.quarantine().archive();
    }
}

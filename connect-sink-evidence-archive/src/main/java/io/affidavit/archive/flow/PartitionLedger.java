/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import io.affidavit.archive.commit.Mark;
import io.affidavit.archive.commit.SourcePartition;
import io.affidavit.archive.evidence.statement.OffsetFates;
import io.affidavit.archive.evidence.statement.OffsetRange;
import io.affidavit.archive.evidence.statement.OffsetSpan;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;

/** The books of one source partition: what is durable, and what became of every offset since. Not thread-safe. */
final class PartitionLedger {

    /** What became of a record. */
    enum Fate {
        ARCHIVED,
        QUARANTINED,
        DEAD_LETTERED,
        TOMBSTONE,
        CONTROL,
        /** Another table accounts for it. */
        ELSEWHERE
    }

    private static final long UNKNOWN = -1;

    private final SourcePartition source;
    private final Mark durable;
    private final Gaps gaps = new Gaps();
    private long archived;
    private long quarantined;
    private long deadLettered;
    private long tombstones;
    private long controls;
    private long elsewhere;
    private long from;
    private long nextExpected;
    private boolean anchored;
    private SinkRecord last;
    private Bearing bearing = Bearing.trusted();

    private PartitionLedger(SourcePartition source, Mark durable, boolean anchored) {
        this.source = source;
        this.durable = durable;
        this.anchored = anchored;
        this.from = durable == null ? UNKNOWN : durable.next();
        this.nextExpected = from;
    }

    /**
     * The books of a partition just taken over; the last record that is durable has yet to be seen again.
     *
     * @param durable where the table stands, null if nothing of the partition was archived yet
     */
    static PartitionLedger opened(SourcePartition source, Mark durable) {
        return new PartitionLedger(source, durable, durable == null || durable.last() == null);
    }

    /** The books of a partition of which nothing is durable and whose records are read again from {@code offset} on. */
    static PartitionLedger dueFrom(SourcePartition source, long offset) {
        PartitionLedger ledger = opened(source, null);
        ledger.from = offset;
        ledger.nextExpected = offset;
        return ledger;
    }

    /** The books after a commit, on the next page. */
    PartitionLedger after(Mark mark) {
        return new PartitionLedger(source, mark, true);
    }

    SourcePartition source() {
        return source;
    }

    /** First offset that is not durable, null if nothing is. */
    Long durableNext() {
        return durable == null ? null : durable.next();
    }

    /**
     * Where reading has to begin: at the last record that is durable, which then bears witness that the topic is still the
     * one that was archived. Null if nothing is durable.
     */
    Long resumeAt() {
        if (durable == null) {
            return null;
        }
        return durable.last() == null ? durable.next() : durable.last().offset();
    }

    /** Whether the record stands where the last durable one stood and is another. */
    boolean contradicts(SinkRecord record, Witness witness) {
        return durable != null
                && durable.last() != null
                && durable.last().offset() == record.originalKafkaOffset()
                && witness.contradicts(durable.last(), record);
    }

    /** Says that reading was told to begin at {@link #resumeAt}, or at {@code from} where nothing is durable. */
    void toldToBeginAt(long begin) {
        bearing = Bearing.told(begin, durable == null ? begin : durable.next());
    }

    Bearing bearing() {
        return bearing;
    }

    /**
     * Whether the record is new. After a failed {@code preCommit} the worker rewinds without reopening, so records that
     * are already in the batch, or in the table, come again.
     */
    boolean isNew(long offset) {
        return nextExpected == UNKNOWN || offset >= nextExpected;
    }

    /** Takes note of a record that is not new: the last one that is durable bears witness to the topic. */
    void recognize(SinkRecord record) {
        anchored |=
                durable != null && durable.last() != null && durable.last().offset() == record.originalKafkaOffset();
    }

    /** Enters a new record. */
    void enter(SinkRecord record, Fate fate) {
        long offset = record.originalKafkaOffset();
        if (nextExpected == UNKNOWN) {
            from = offset;
        } else {
            gaps.enter(nextExpected, offset);
        }
        nextExpected = offset + 1;
        switch (fate) {
            case ARCHIVED -> archived++;
            case QUARANTINED -> quarantined++;
            case DEAD_LETTERED -> deadLettered++;
            case TOMBSTONE -> tombstones++;
            case CONTROL -> controls++;
            case ELSEWHERE -> elsewhere++;
        }
        last = record;
    }

    /** Whether it is known which offset is due. */
    boolean isBegun() {
        return nextExpected != UNKNOWN;
    }

    /** Whether anything was entered since {@link #durableNext}. */
    boolean hasMoved() {
        return last != null;
    }

    /** Offsets at which no record was delivered. */
    Gaps gaps() {
        return gaps;
    }

    /** First offset that is not durable, of a partition of which something was entered. */
    long from() {
        return from;
    }

    /** The range of a statement of the events table. */
    OffsetRange range() {
        return range(new OffsetFates(
                archived,
                quarantined,
                deadLettered,
                tombstones,
                controls,
                elsewhere,
                gaps.explained(),
                gaps.unexplained()));
    }

    /** The range of a statement of the quarantine table, where that keeps the book: its own rows are the quarantined ones. */
    OffsetRange rangeOfQuarantine() {
        return range(new OffsetFates(
                quarantined,
                0,
                deadLettered,
                tombstones,
                controls,
                archived + elsewhere,
                gaps.explained(),
                gaps.unexplained()));
    }

    private OffsetRange range(OffsetFates fates) {
        List<OffsetSpan> unexplained =
                gaps.located().stream().limit(OffsetRange.MAX_SPANS).toList();
        return new OffsetRange(source.topic(), source.partition(), from, nextExpected, fates, unexplained, anchored);
    }

    Mark mark(String commitId, Witness witness) {
        return new Mark(nextExpected, commitId, witness.of(last));
    }
}

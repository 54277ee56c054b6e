/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import io.affidavit.archive.commit.Mark;
import io.affidavit.archive.commit.SourcePartition;
import io.affidavit.archive.evidence.statement.OffsetRange;
import org.apache.kafka.connect.sink.SinkRecord;

/** The books of one source partition: what is durable, and what became of every offset since. Not thread-safe. */
final class PartitionLedger {

    /** What became of a record. */
    enum Fate {
        ARCHIVED,
        QUARANTINED,
        DROPPED
    }

    private static final long UNKNOWN = -1;

    private final SourcePartition source;
    private final Mark durable;
    private long archived;
    private long quarantined;
    private long dropped;
    private long from;
    private long nextExpected;
    private long gaps;
    private SinkRecord last;
    private Bearing bearing = Bearing.trusted();

    /** @param durable where the table stands, null if nothing of the partition was archived yet */
    PartitionLedger(SourcePartition source, Mark durable) {
        this.source = source;
        this.durable = durable;
        this.from = durable == null ? UNKNOWN : durable.next();
        this.nextExpected = from;
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

    /** Enters a new record. */
    void enter(SinkRecord record, Fate fate) {
        long offset = record.originalKafkaOffset();
        if (nextExpected == UNKNOWN) {
            from = offset;
        } else {
            gaps += offset - nextExpected;
        }
        nextExpected = offset + 1;
        switch (fate) {
            case ARCHIVED -> archived++;
            case QUARANTINED -> quarantined++;
            case DROPPED -> dropped++;
        }
        last = record;
    }

    /** Whether anything was entered since {@link #durableNext}. */
    boolean hasMoved() {
        return last != null;
    }

    OffsetRange range() {
        return new OffsetRange(
                source.topic(), source.partition(), from, nextExpected, archived, quarantined, dropped, gaps);
    }

    Mark mark(String commitId, Witness witness) {
        return new Mark(nextExpected, commitId, witness.of(last));
    }
}

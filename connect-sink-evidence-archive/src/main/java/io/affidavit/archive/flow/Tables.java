/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import io.affidavit.archive.commit.OffsetSet;
import io.affidavit.archive.commit.SourcePartition;
import io.affidavit.archive.commit.Watermarks;
import io.affidavit.archive.convert.Rejection;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The tables a task writes to. One of them is the book: it is committed last, and its watermarks are the positions that
 * reading resumes at. A crash between two commits can therefore only repeat records, never lose them; the repeated ones
 * are recognized in the tables that were committed before the book.
 */
sealed interface Tables permits OneTable, RoutedTables {

    TableArchive book();

    QuarantineTable quarantine();

    /**
     * The table that a record belongs to.
     *
     * @throws Rejection when it belongs to none
     * @throws IoFailure when the catalog failed; the batch is lost then
     */
    EventTable of(SinkRecord record);

    /** Those besides the book that may have rows, in the order of their commits. */
    List<TableArchive> besideBook();

    /** All that are being written to. */
    default Stream<TableArchive> all() {
        return Stream.concat(besideBook().stream(), Stream.of(book()));
    }

    /**
     * Offsets from {@code begin} on that are in a table which {@link #of} would not be asked about: records that a crash left
     * there although their commit was never booked.
     */
    OffsetSet leftAhead(SourcePartition source, long begin);

    /** What became of the records at {@link #leftAhead}. */
    PartitionLedger.Fate fateAhead();

    /** Loads the newest state for partitions that are taken over. */
    void takeOver(Collection<SourcePartition> sources);

    /** Loads the newest state of everything, after another task's commit got in the way of {@code archive}. */
    void superseded(TableArchive archive, Watermarks found);

    /** A batch is committed or given up: what is idle may go. */
    void settled();
}

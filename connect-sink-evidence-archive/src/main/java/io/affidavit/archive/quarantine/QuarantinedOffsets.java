/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.quarantine;

import io.affidavit.archive.commit.SourcePartition;
import io.affidavit.archive.table.ArchiveColumns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/** Reads back which offsets a quarantine table already holds. */
public final class QuarantinedOffsets {

    private static final String OFFSET = ArchiveColumns.KAFKA + ".offset";

    private QuarantinedOffsets() {}

    /** Offsets of one source partition, from {@code begin} on; file statistics keep this to the newest files. */
    public static Set<Long> read(Table table, SourcePartition source, long begin) {
        Expression wanted = Expressions.and(
                Expressions.equal(QuarantineColumns.LINEAGE, source.lineage()),
                Expressions.equal(ArchiveColumns.KAFKA + ".topic", source.topic()),
                Expressions.equal(ArchiveColumns.KAFKA + ".partition", source.partition()),
                Expressions.greaterThanOrEqual(OFFSET, begin));
        Set<Long> offsets = new HashSet<>();
        try (CloseableIterable<Record> rows =
                IcebergGenerics.read(table).where(wanted).select(OFFSET).build()) {
            for (Record row : rows) {
                offsets.add((Long) ((Record) row.getField(ArchiveColumns.KAFKA)).getField("offset"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read quarantine table " + table.name(), e);
        }
        return offsets;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.adopt;

import io.affidavit.archive.evidence.FileDigest;
import io.affidavit.archive.evidence.FileEvidence;
import io.affidavit.archive.evidence.StoredRows;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.PartitionText;
import java.io.IOException;
import java.util.Comparator;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Comparators;

/** Reads files of either side of a rewrite, row by row, and hands over the leaf hashes. */
final class RowReading {

    /** A file is not what it should be. The message says how, without content and without the file's name. */
    static final class MismatchException extends Exception {

        private static final long serialVersionUID = 1L;

        MismatchException(String message) {
            super(message, null, false, false);
        }
    }

    /** Hears of rows. */
    private interface RowCheck {

        void see(StructLike row) throws MismatchException;
    }

    private final Table table;

    RowReading(Table table) {
        this.table = table;
    }

    /**
     * Reads a file that was attested.
     *
     * @param number of the file, handed on with its leaves
     * @throws MismatchException when its rows are not the attested ones
     */
    void attested(StandingFile standing, int number, SortedLeaves leaves) throws IOException, MismatchException {
        AttestedFile file = standing.file();
        Schema schema = table.schemas().getOrDefault(standing.schemaId(), table.schema());
        FileEvidence rows = rows(file.path(), schema, number, leaves, row -> {});
        if (rows.count() != file.records() || !rows.root().equals(file.root())) {
            throw new MismatchException("its rows are not the attested ones");
        }
    }

    /**
     * Reads a file that nobody attested and says how it would be: with the table's schema, which it was written under.
     *
     * @throws MismatchException when it cannot be attested at all
     */
    AttestedFile unattested(FileScanTask task, int number, SortedLeaves leaves) throws IOException, MismatchException {
        DataFile file = task.file();
        if (!task.deletes().isEmpty()) {
            throw new MismatchException("delete files hide rows of it");
        }
        if (file.format() != FileFormat.PARQUET) {
            throw new MismatchException("it is no Parquet file");
        }
        FileDigest digest = FileDigest.of(table.io().newInputFile(file.location()));
        PartitionSpec spec = table.specs().get(file.specId());
        FileEvidence rows = rows(file.location(), table.schema(), number, leaves, inPartition(file, spec));
        if (rows.count() != file.recordCount() || digest.length() != file.fileSizeInBytes()) {
            throw new MismatchException("the table's metadata gives it another row count or length");
        }
        return new AttestedFile(
                file.location(),
                digest.length(),
                digest.sha256(),
                rows.count(),
                rows.root(),
                PartitionText.of(spec, file.partition()));
    }

    /** Expiry goes by partitions: a row in another one than its own would leave too early, or never. */
    private RowCheck inPartition(DataFile file, PartitionSpec spec) {
        PartitionKey own = new PartitionKey(spec, table.schema());
        Comparator<StructLike> order = Comparators.forType(spec.partitionType());
        return row -> {
            own.partition(row);
            if (order.compare(own, file.partition()) != 0) {
                throw new MismatchException("it holds a row of another partition");
            }
        };
    }

    private FileEvidence rows(String path, Schema schema, int number, SortedLeaves leaves, RowCheck check)
            throws IOException, MismatchException {
        FileEvidence evidence = new FileEvidence(schema);
        try (CloseableIterable<StructLike> rows = StoredRows.of(table.io(), path, schema)) {
            for (StructLike row : rows) {
                check.see(row);
                long place = evidence.count();
                leaves.add(evidence.add(row), number, place);
            }
        }
        return evidence;
    }
}

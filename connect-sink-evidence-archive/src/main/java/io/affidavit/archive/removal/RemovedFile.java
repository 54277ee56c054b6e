/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.removal;

import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.table.ArchiveColumns;
import io.affidavit.archive.table.ArchivePartition;
import io.affidavit.archive.table.Custody;
import io.affidavit.archive.table.CustodyMetrics;
import java.time.LocalDate;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.parquet.ParquetUtil;

/** Makes the table's entry of a file again, from what was attested of it and from the file's own footer. */
final class RemovedFile {

    private RemovedFile() {}

    /** @throws RuntimeException when the file cannot be read: it cannot be put back then */
    static DataFile entry(Table table, AttestedFile file) {
        PartitionSpec spec = table.spec();
        InputFile stored = table.io().newInputFile(file.path(), file.length());
        return DataFiles.builder(spec)
                .withPath(file.path())
                .withFormat(FileFormat.PARQUET)
                .withFileSizeInBytes(file.length())
                .withPartition(partition(file.partition()).tuple(spec))
                .withMetrics(metrics(table, stored, file))
                .withRecordCount(file.records())
                .build();
    }

    private static Metrics metrics(Table table, InputFile stored, AttestedFile file) {
        Metrics metrics = ParquetUtil.fileMetrics(stored, MetricsConfig.forTable(table));
        boolean custody = Custody.HOLD.column().equals(file.partition().get(ArchiveColumns.CUSTODY));
        return custody ? CustodyMetrics.without(table.schema(), metrics) : metrics;
    }

    private static ArchivePartition partition(Map<String, String> texts) {
        String custody = texts.get(ArchiveColumns.CUSTODY);
        return new ArchivePartition(
                texts.get(ArchiveColumns.RETENTION_CLASS),
                Custody.of(Custody.HOLD.column().equals(custody)),
                Math.toIntExact(LocalDate.parse(texts.get(ArchiveColumns.EVENT_TIME + "_day"))
                        .toEpochDay()));
    }
}

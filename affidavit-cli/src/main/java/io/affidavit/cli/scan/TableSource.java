/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.scan;

import io.affidavit.cli.output.Failure;
import io.affidavit.cli.table.CatalogOptions;
import io.affidavit.cli.table.OpenTable;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/** The current rows of an Iceberg table; all are read, those of the sample are looked at. */
record TableSource(String table, CatalogOptions catalog) implements RecordSource {

    @Override
    public String name() {
        return "table:" + table;
    }

    @Override
    public boolean read(Sample sample, Consumer<Sampled> records) {
        if (sample.latest()) {
            throw new Failure("Cannot scan the latest rows of table " + table + ": rows have no order. Use --sample.");
        }
        try (OpenTable open = catalog.open(table)) {
            if (open.table().currentSnapshot() == null) {
                return true;
            }
            return read(open.table(), sample, records);
        } catch (IOException | RuntimeException e) {
            throw e instanceof Failure failure
                    ? failure
                    : Failure.of("Cannot read table " + table, e, "Check that its store can be reached.");
        }
    }

    private static boolean read(Table table, Sample sample, Consumer<Sampled> records) throws IOException {
        long snapshot = table.currentSnapshot().snapshotId();
        long total = 0;
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan().useSnapshot(snapshot).planFiles()) {
            for (FileScanTask task : tasks) {
                total += task.file().recordCount();
            }
        }
        long number = 0;
        try (CloseableIterable<Record> rows =
                IcebergGenerics.read(table).useSnapshot(snapshot).build()) {
            for (Record row : rows) {
                if (sample.takes(number++, total)) {
                    records.accept(Sampled.of(PlainValues.ofColumn(row)));
                }
            }
        }
        return sample.size() == 0 || sample.size() >= total;
    }
}

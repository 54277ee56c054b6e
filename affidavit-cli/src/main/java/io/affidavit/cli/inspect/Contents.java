/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.inspect;

import io.affidavit.archive.evidence.statement.PartitionText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/** How many files, rows and bytes. */
record Contents(long files, long rows, long bytes) {

    static final Contents NOTHING = new Contents(0, 0, 0);

    static Contents of(DataFile file) {
        return new Contents(1, file.recordCount(), file.fileSizeInBytes());
    }

    Contents plus(Contents other) {
        return new Contents(files + other.files, rows + other.rows, bytes + other.bytes);
    }

    /** Sums up the live files of a table by its partition values, as texts in the order of the partition fields. */
    static Map<List<String>, Contents> byPartition(Table table) {
        List<String> fields = fields(table);
        Map<List<String>, Contents> contents = new TreeMap<>(Comparator.comparing(values -> String.join("\0", values)));
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            tasks.forEach(task -> {
                Map<String, String> texts =
                        PartitionText.of(task.spec(), task.file().partition());
                List<String> values = fields.stream()
                        .map(field -> texts.getOrDefault(field, "-"))
                        .toList();
                contents.merge(values, Contents.of(task.file()), Contents::plus);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return contents;
    }

    static List<String> fields(Table table) {
        return table.spec().fields().stream().map(PartitionField::name).toList();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.removal;

import io.affidavit.archive.evidence.statement.AttestedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/** The files of a table's newest snapshot. */
public final class LiveFiles {

    private LiveFiles() {}

    /** The paths of {@code files} that are not live. */
    public static Set<String> missing(Table table, List<AttestedFile> files) {
        Set<String> missing = new HashSet<>();
        files.forEach(file -> missing.add(file.path()));
        if (missing.isEmpty()) {
            return missing;
        }
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            tasks.forEach(task -> missing.remove(task.file().location()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list files of table " + table.name() + ".", e);
        }
        return missing;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.adopt;

import io.affidavit.archive.commit.ChangeRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/** What a reader of the current snapshot reads, by path. */
final class LiveTasks {

    private LiveTasks() {}

    /** @throws ChangeRefusedException when a file is listed twice */
    static Map<String, FileScanTask> of(Table table) {
        Map<String, FileScanTask> live = new LinkedHashMap<>();
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            for (FileScanTask task : tasks) {
                if (live.put(task.file().location(), task) != null) {
                    throw new ChangeRefusedException("Cannot adopt rewritten files of " + table.name() + ": "
                            + task.file().location() + " is listed twice, so that its rows are read more than once.");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list files of table " + table.name() + ".", e);
        }
        return live;
    }
}

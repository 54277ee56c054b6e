/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake;

import io.affidavit.source.spi.HashedColumns;
import io.affidavit.source.spi.LogSource;
import io.affidavit.source.spi.LogSplit;
import io.affidavit.source.spi.PageRequest;
import io.affidavit.source.spi.Position;
import io.affidavit.source.spi.RowPage;
import io.affidavit.source.spi.SourceMeters;
import io.affidavit.source.spi.SourceRow;
import io.affidavit.source.spi.StoreException;
import java.nio.file.Path;
import java.util.Map;

/** Reads a directory in pages as a task does, and prints how many rows it has; then again from before the last row. */
final class LargeObjectReader {

    private LargeObjectReader() {}

    public static void main(String[] arguments) throws StoreException {
        Map<String, String> config = LocalObjects.config(Path.of(arguments[0]));
        config.put("source.time.pattern", LogFiles.HOURS);
        LogSplit all = new LogSplit(Long.MIN_VALUE, Long.MAX_VALUE);
        long rows = 0;
        Position beforeLast = null;
        Position last = null;
        try (LogSource source = open(config)) {
            RowPage page;
            do {
                page = source.read(new PageRequest(all, last, 5000, 8 << 20));
                for (SourceRow row : page.rows()) {
                    beforeLast = last;
                    last = row.position();
                }
                rows += page.rows().size();
            } while (!page.exhausted());
        }
        System.out.println("rows " + rows);
        try (LogSource source = open(config)) {
            System.out.println("resumed "
                    + source.read(new PageRequest(all, beforeLast, 5000, 8 << 20))
                            .rows()
                            .size());
        }
    }

    private static LogSource open(Map<String, String> config) throws StoreException {
        return new ObjectStoreLogsSourceConfig(config).open("test", HashedColumns.ALL, SourceMeters.none());
    }
}

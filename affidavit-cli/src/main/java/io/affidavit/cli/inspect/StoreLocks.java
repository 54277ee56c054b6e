/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.inspect;

import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.lock.ObjectLocks;
import io.affidavit.archive.lock.Retention;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/** What the store says of its locks on a table's files, told by the newest statement. */
final class StoreLocks {

    /** Each takes two requests to the store. */
    private static final int MOST_FILES = 1_000;

    private StoreLocks() {}

    static String of(Table table) {
        try {
            Optional<ObjectLocks> locks = ObjectLocks.of(table.io(), table.location());
            if (locks.isEmpty()) {
                return "none, the store has no Object Lock: whoever may delete objects can delete evidence";
            }
            return StatementRef.from(table.properties())
                            .flatMap(head -> locks.get().retention(head.path()))
                            .map(lock -> lock.mode().text() + ", the newest statement until " + lock.until())
                            .orElse("possible, but the newest statement is not locked")
                    + "; " + files(table, locks.get());
        } catch (RuntimeException e) {
            return "unknown, the store did not say (" + e.getClass().getSimpleName() + ")";
        }
    }

    private static String files(Table table, ObjectLocks locks) {
        int files = 0;
        int locked = 0;
        Optional<Instant> first = Optional.empty();
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            Iterator<FileScanTask> each = tasks.iterator();
            for (; each.hasNext() && files < MOST_FILES; files++) {
                Optional<Instant> until =
                        locks.retention(each.next().file().location()).map(Retention::until);
                locked += until.isPresent() ? 1 : 0;
                first = Stream.concat(first.stream(), until.stream()).min(Comparator.naturalOrder());
            }
            return locked + (each.hasNext() ? " of the first " : " of ") + files + " data files locked"
                    + first.map(until -> ", the first until " + until).orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list files of table " + table.name() + ".", e);
        }
    }
}

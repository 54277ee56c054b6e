/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.quarantine.QuarantineColumns;
import io.affidavit.archive.table.ArchiveTables;
import io.affidavit.catalog.Catalogs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of tables in a real book. */
class TableRegistryIT {

    private static final TableIdentifier BOOK = TableIdentifier.of("ai", "refused");

    @TempDir
    Path directory;

    private Catalog catalog;

    @BeforeEach
    void createBook() {
        catalog = Catalogs.open(Map.of(Catalogs.EMBEDDED_DIRECTORY, directory.toString()));
        new ArchiveTables(catalog).findOrCreate(BOOK, QuarantineColumns.schema());
    }

    @AfterEach
    void close() {
        Catalogs.close(catalog);
    }

    @Test
    void tasksThatEnlistAtOnceLoseNothing() throws Exception {
        // Given tasks that each open the book for themselves
        int tasks = 4;
        CyclicBarrier start = new CyclicBarrier(tasks);
        ExecutorService threads = Executors.newFixedThreadPool(tasks);
        try {
            List<Future<Void>> done = new ArrayList<>();
            for (int task = 0; task < tasks; task++) {
                String mine = "ai.t" + task;
                Table book = catalog.loadTable(BOOK);
                Callable<Void> work = () -> {
                    start.await();
                    TableRegistry registry = new TableRegistry(book, "ai.${tenant_id}");
                    registry.enlist("ai.shared");
                    registry.enlist(mine);
                    return null;
                };
                done.add(threads.submit(work));
            }
            for (Future<Void> each : done) {
                each.get();
            }
        } finally {
            threads.shutdown();
        }

        // Then the book lists all of them
        TableRegistry read = new TableRegistry(catalog.loadTable(BOOK), "ai.${tenant_id}");
        assertThat(read.size()).isEqualTo(tasks + 1);
        assertThat(read.has("ai.shared")).isTrue();
        assertThat(read.has("ai.t3")).isTrue();
        assertThat(read.ofOtherTemplates()).isEmpty();
    }

    @Test
    void tellsWhatOtherTemplatesLedTo() {
        Table book = catalog.loadTable(BOOK);
        TableRegistry before = new TableRegistry(book, "ai.${tenant_id}");
        before.enlist("ai.a");
        before.enlist("ai.b");
        TableRegistry after = new TableRegistry(book, "ai.${topic}");
        assertThat(after.ofOtherTemplates()).containsExactly("ai.a", "ai.b");

        // When the new template leads to one of them
        after.enlist("ai.b");

        // Then that is no longer another's, and counts once
        assertThat(after.ofOtherTemplates()).containsExactly("ai.a");
        assertThat(after.size()).isEqualTo(2);
    }
}

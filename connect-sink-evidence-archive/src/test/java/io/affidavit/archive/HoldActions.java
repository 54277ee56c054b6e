/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import io.affidavit.archive.commit.Backoff;
import io.affidavit.archive.hold.HoldOrder;
import io.affidavit.archive.hold.HoldState;
import io.affidavit.archive.hold.LegalHolds;
import io.affidavit.archive.hold.predicate.HoldPredicate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableScan;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/** What tests do with holds, and what they look at. */
final class HoldActions {

    private HoldActions() {}

    static HoldState place(Table table, String id, String predicate) {
        return holds(table).place(new HoldOrder(id, "matter", "reason", HoldPredicate.parse(predicate)));
    }

    static void release(Table table, String id) {
        holds(table).release(id, "settled");
    }

    private static LegalHolds holds(Table table) {
        return new LegalHolds(
                table, ArchiveHarness.KEY, "counsel", Backoff.within(Duration.ofSeconds(60)), Clock.systemUTC());
    }

    /** Offsets of the rows in custody, sorted. */
    static List<Long> inCustody(Table table) {
        return ArchiveHarness.rows(table).stream()
                .filter(row -> row.getField("custody").equals("hold"))
                .map(row -> (Long) ((Record) row.getField("_kafka")).getField("offset"))
                .sorted()
                .toList();
    }

    static List<String> locations(Table table, String branch) {
        return files(table, branch).stream().map(task -> task.file().location()).toList();
    }

    /** Days of the partitions of the files. */
    static List<String> days(Table table, String branch) {
        return files(table, branch).stream()
                .map(task -> task.spec().partitionToPath(task.partition()).replaceFirst(".*event_time_day=", ""))
                .toList();
    }

    /** @param branch null for the table itself */
    private static List<FileScanTask> files(Table table, String branch) {
        TableScan scan = branch == null ? table.newScan() : table.newScan().useRef(branch);
        try (CloseableIterable<FileScanTask> tasks = scan.planFiles()) {
            List<FileScanTask> files = new ArrayList<>();
            tasks.forEach(files::add);
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As an engine does that knows nothing of holds: expires all it may, and deletes what nothing refers to then. */
    static void expireSnapshots(Table table) {
        table.updateProperties().set("gc.enabled", "true").commit();
        table.expireSnapshots()
                .expireOlderThan(System.currentTimeMillis() + Duration.ofDays(1).toMillis())
                .retainLast(1)
                .commit();
        table.updateProperties().set("gc.enabled", "false").commit();
    }
}

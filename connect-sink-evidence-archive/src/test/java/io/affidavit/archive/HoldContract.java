/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static io.affidavit.archive.ExactlyOnceIT.assertVerifies;
import static io.affidavit.archive.HoldActions.days;
import static io.affidavit.archive.HoldActions.expireSnapshots;
import static io.affidavit.archive.HoldActions.inCustody;
import static io.affidavit.archive.HoldActions.locations;
import static io.affidavit.archive.HoldActions.place;
import static io.affidavit.archive.HoldActions.release;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.affidavit.archive.commit.Backoff;
import io.affidavit.archive.commit.ChangeCommitter;
import io.affidavit.archive.commit.ChangeRefusedException;
import io.affidavit.archive.commit.Holds;
import io.affidavit.archive.hold.HoldState;
import io.affidavit.archive.hold.OpenHolds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotChanges;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.util.SnapshotUtil;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a hold does to an archive that is being written to, on a catalog. */
abstract class HoldContract {

    private static final String HELD_DAY =
            "event_time >= '2026-11-19T00:00:00Z' and event_time < '2026-11-20T00:00:00Z'";
    private static final String TENANT = "tenant_id = 'tenant-3'";

    @TempDir
    Path directory;

    /** The connector's keys for an empty catalog. */
    abstract Map<String, String> keys();

    @Test
    void keepsOnItsBranchWhatMayMatch() {
        try (ArchiveHarness archive = ArchiveHarness.start(directory, keys())) {
            // Given files of three days
            archiveThreeDays(archive);

            // When one day is held
            HoldState state = place(archive.table(), "case-7", HELD_DAY);

            // Then its file alone is on a branch that nothing ages out
            Table table = archive.table();
            assertThat(state).isEqualTo(new HoldState(true, 1, 5, false, 0));
            assertThat(days(table, "hold-case-7")).containsExactly("2026-11-19");
            assertThat(days(table, null)).hasSize(3);
            SnapshotRef ref = table.refs().get("hold-case-7");
            assertThat(ref.maxRefAgeMs()).isEqualTo(Long.MAX_VALUE);
            assertThat(ref.minSnapshotsToKeep()).isEqualTo(Integer.MAX_VALUE);
            assertThat(Holds.epoch(table)).isEqualTo(1);
            assertVerifies(table);
        }
    }

    @Test
    void newRecordsThatMatchGoToCustody() {
        try (ArchiveHarness archive = ArchiveHarness.start(directory, keys())) {
            archive.put(Events.records(0, 14));
            archive.commit();
            place(archive.table(), "case-7", TENANT);

            // When records are archived in the epoch of the hold, of which the task hears with a batch that it discards
            archive.put(Events.records(14, 15));
            archive.commit();
            archive.put(Events.records(14, 42));
            archive.commit();

            // Then those of the held tenant are in custody, and only the new ones
            assertThat(archive.offsets()).hasSize(42);
            assertThat(inCustody(archive.table())).containsExactly(17L, 24L, 31L, 38L);
            assertVerifies(archive.table());

            // And after the release none goes there any more, and those that are there stay
            release(archive.table(), "case-7");
            archive.put(Events.records(42, 43));
            archive.commit();
            archive.put(Events.records(42, 84));
            archive.commit();
            assertThat(archive.offsets()).hasSize(84);
            assertThat(inCustody(archive.table())).containsExactly(17L, 24L, 31L, 38L);
            assertVerifies(archive.table());
        }
    }

    @Test
    void batchOfAnOlderEpochIsReadAgain() {
        try (ArchiveHarness archive = ArchiveHarness.start(directory, keys())) {
            // Given an open batch
            archive.put(Events.records(0, 7));
            archive.commit();
            archive.put(Events.records(7, 21));

            // When a hold is placed before it is committed
            place(archive.table(), "case-7", TENANT);
            archive.commit();

            // Then nothing of it is archived, its files are gone, and it is asked for again
            assertThat(archive.offsets()).hasSize(7);
            assertThat(archive.context.seeks).containsEntry(new TopicPartition(ArchiveHarness.TOPIC, 0), 6L);
            archive.put(Events.records(6, 21));
            archive.commit();
            assertThat(archive.offsets()).hasSize(21).doesNotHaveDuplicates();
            assertThat(inCustody(archive.table())).containsExactly(10L, 17L);
            assertVerifies(archive.table());
        }
    }

    @Test
    void everyMatchingRecordArchivedAfterAHoldIsInCustody() throws Exception {
        try (ArchiveHarness archive = ArchiveHarness.start(directory, keys())) {
            // Given a task that commits one batch after another
            AtomicBoolean over = new AtomicBoolean();
            AtomicLong next = new AtomicLong();
            Thread sink = new Thread(() -> {
                while (!over.get()) {
                    Long asked = archive.context.seeks.remove(new TopicPartition(ArchiveHarness.TOPIC, 0));
                    long from = asked == null ? next.get() : asked;
                    archive.put(Events.records(from, from + 20));
                    next.set(from + 20);
                    archive.commit();
                }
            });
            sink.start();
            while (next.get() < 60) {
                Thread.sleep(5);
            }

            // When holds are placed and released meanwhile
            place(archive.table(), "one", TENANT);
            place(archive.table(), "two", "tenant_id in ('tenant-1', 'tenant-5')");
            long reached = next.get();
            while (next.get() < reached + 60) {
                Thread.sleep(5);
            }
            release(archive.table(), "one");
            reached = next.get();
            while (next.get() < reached + 60) {
                Thread.sleep(5);
            }
            over.set(true);
            sink.join();

            // Then every row stands where the holds of its snapshot's epoch put it, and none is lost or repeated
            Table table = archive.table();
            assertThat(archive.offsets()).doesNotHaveDuplicates();
            assertThat(archive.offsets())
                    .hasSize((int) (archive.offsets().get(archive.offsets().size() - 1) + 1));
            Map<String, Set<String>> held = Map.of(
                    "0", Set.of(),
                    "1", Set.of("tenant-3"),
                    "2", Set.of("tenant-3", "tenant-1", "tenant-5"),
                    "3", Set.of("tenant-1", "tenant-5"));
            NavigableMap<Long, String> epochs = epochs(table);
            assertThat(epochs.values()).contains("0", "2", "3");
            for (Record row : ArchiveHarness.rows(table)) {
                long offset = (Long) ((Record) row.getField("_kafka")).getField("offset");
                Set<String> tenants = held.get(epochs.floorEntry(offset).getValue());
                assertThat(row.getField("custody"))
                        .as("offset " + offset)
                        .isEqualTo(tenants.contains(row.getField("tenant_id")) ? "hold" : "std");
            }
            assertVerifies(table);
        }
    }

    @Test
    void expiryInFlightIsRefused() {
        try (ArchiveHarness archive = ArchiveHarness.start(directory, keys())) {
            // Given an expiry that was planned without a hold
            archiveThreeDays(archive);
            Table expiring = archive.table();
            OpenHolds planned = OpenHolds.of(expiring);
            PlannedExpiry expiry = new PlannedExpiry(planned.epoch(), () -> place(archive.table(), "case-7", HELD_DAY));

            // When a hold is placed while it is being committed, then it is refused and everything is still there
            ChangeCommitter committer = new ChangeCommitter(
                    expiring, ArchiveHarness.KEY, "keeper", Backoff.within(Duration.ofSeconds(20)), archive.clock);
            assertThatExceptionOfType(ChangeRefusedException.class).isThrownBy(() -> committer.commit(expiry));
            assertThat(expiry.attempts).isEqualTo(2);
            assertThat(days(archive.table(), null)).hasSize(3);
            assertThat(archive.rows()).hasSize(15);
            assertVerifies(archive.table());
        }
    }

    @Test
    void heldFilesOutliveAnotherEnginesExpiry() {
        try (ArchiveHarness archive = ArchiveHarness.start(directory, keys())) {
            archiveThreeDays(archive);
            place(archive.table(), "case-7", HELD_DAY);
            List<String> held = locations(archive.table(), "hold-case-7");

            // When another engine deletes everything, and expires every snapshot that it may
            archive.table()
                    .newDelete()
                    .deleteFromRowFilter(Expressions.alwaysTrue())
                    .commit();
            expireSnapshots(archive.table());

            // Then the held rows can be read
            Table table = archive.table();
            assertThat(held)
                    .allMatch(location -> table.io().newInputFile(location).exists());
            assertThat(rows(table, "hold-case-7")).hasSize(5);
            assertThat(OpenHolds.of(table).epoch()).isEqualTo(1);

            // And once the hold is released, nothing keeps them
            release(table, "case-7");
            expireSnapshots(archive.table());
            assertThat(held)
                    .noneMatch(location -> table.io().newInputFile(location).exists());
        }
    }

    @Test
    void placingAgainRestoresWhatSomeoneRemoved() {
        try (ArchiveHarness archive = ArchiveHarness.start(directory, keys())) {
            archiveThreeDays(archive);
            place(archive.table(), "case-7", HELD_DAY);
            archive.table().manageSnapshots().removeBranch("hold-case-7").commit();

            HoldState state = place(archive.table(), "case-7", HELD_DAY);

            assertThat(state).isEqualTo(new HoldState(true, 1, 5, false, 0));
            assertThat(Holds.epoch(archive.table())).isEqualTo(1);
            assertVerifies(archive.table());
        }
    }

    @Test
    void aTableWithoutRowsCanBeHeld() {
        try (ArchiveHarness archive = ArchiveHarness.start(directory, keys())) {
            assertThat(place(archive.table(), "case-7", TENANT)).isEqualTo(new HoldState(true, 0, 0, false, 0));
            archive.put(Events.records(0, 1));
            archive.commit();
            archive.put(Events.records(0, 7));
            archive.commit();

            assertThat(inCustody(archive.table())).containsExactly(3L);
            assertVerifies(archive.table());
        }
    }

    /** Five records of each of three days, each day in a file of its own. */
    private static void archiveThreeDays(ArchiveHarness archive) {
        for (int day = 0; day < 3; day++) {
            Instant time = Instant.parse("2026-11-18T10:00:00Z").plus(Duration.ofDays(day));
            List<SinkRecord> records = new ArrayList<>();
            for (long offset = day * 5L; offset < day * 5L + 5; offset++) {
                Struct event = Events.struct(offset).put("event_time", Date.from(time));
                records.add(Events.record(0, offset, event));
            }
            archive.put(records);
            archive.commit();
        }
    }

    /** The hold epochs of the snapshots that brought rows, by the first offset that each brought. */
    private static NavigableMap<Long, String> epochs(Table table) {
        NavigableMap<Long, String> epochs = new TreeMap<>();
        int offset = table.schema().findField("_kafka.offset").fieldId();
        for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
            SnapshotChanges.builderFor(table)
                    .snapshot(snapshot)
                    .build()
                    .addedDataFiles()
                    .forEach(file -> epochs.put(
                            Conversions.fromByteBuffer(
                                    Types.LongType.get(), file.lowerBounds().get(offset)),
                            snapshot.summary().getOrDefault(Holds.EPOCH_KEY, "0")));
        }
        return epochs;
    }

    private static List<Record> rows(Table table, String branch) {
        try (CloseableIterable<Record> read = IcebergGenerics.read(table)
                .useSnapshot(table.refs().get(branch).snapshotId())
                .build()) {
            List<Record> rows = new ArrayList<>();
            read.forEach(rows::add);
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.archive.table.ArchiveColumns;
import io.affidavit.archive.table.ArchiveTables;
import io.affidavit.catalog.Catalogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.ValidationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forgetting snapshots frees metadata and never a byte of data or of what describes it. */
class SnapshotRetentionIT {

    private static final Clock IN_THREE_DAYS = Clock.offset(Clock.systemUTC(), Duration.ofDays(3));

    @TempDir
    Path directory;

    private Catalog catalog;
    private Table table;

    @BeforeEach
    void createTableWithHistory() {
        catalog = Catalogs.open(Map.of(Catalogs.EMBEDDED_DIRECTORY, directory.toString()));
        table = new ArchiveTables(catalog).findOrCreate(id(), ArchiveColumns.around(List.of()));
        for (int i = 0; i < 60; i++) {
            table.newAppend().commit();
        }
    }

    @AfterEach
    void closeCatalog() {
        Catalogs.close(catalog);
    }

    @Test
    void keepsTheNewestAndLeavesEveryFileInPlace() throws Exception {
        Set<String> before = snapshotFiles();

        new SnapshotRetention(Duration.ofDays(1), 5, 1_000_000, IN_THREE_DAYS).trim(table);

        assertThat(catalog.loadTable(id()).snapshots()).hasSize(5);
        assertThat(snapshotFiles()).containsAll(before);
        assertThat(catalog.loadTable(id()).properties()).containsEntry(TableProperties.GC_ENABLED, "false");
    }

    @Test
    void keepsNoMoreThanItsMostHoweverYoung() throws Exception {
        Set<String> before = snapshotFiles();

        new SnapshotRetention(Duration.ofDays(30), 1, 8, Clock.systemUTC()).trim(table);

        assertThat(catalog.loadTable(id()).snapshots()).hasSize(8);
        assertThat(snapshotFiles()).containsAll(before);
    }

    @ParameterizedTest
    @CsvSource({"audit, 68", "hold-matter-1, 9"})
    void leavesWhatABranchKeepsAndOfAHoldWhatItStandsOn(String branch, int left) {
        // Given a branch from the middle, which keeps all its ancestors
        long held = table.currentSnapshot().snapshotId();
        table.manageSnapshots()
                .createBranch(branch, held)
                .setMaxRefAgeMs(branch, Long.MAX_VALUE)
                .setMinSnapshotsToKeep(branch, Integer.MAX_VALUE)
                .setMaxSnapshotAgeMs(branch, Long.MAX_VALUE)
                .commit();
        for (int i = 0; i < 120; i++) {
            table.newAppend().commit();
        }

        // When trimmed twice
        SnapshotRetention retention = new SnapshotRetention(Duration.ofDays(30), 1, 8, Clock.systemUTC());
        retention.trim(table);
        Table trimmed = catalog.loadTable(id());
        assertThat(trimmed.snapshots().spliterator().getExactSizeIfKnown()).isEqualTo(left);
        assertThat(trimmed.refs().get(branch).snapshotId()).isEqualTo(held);
        assertThat(trimmed.snapshot(held)).isNotNull();
        retention.trim(trimmed);

        // Then what is kept is not tried again
        assertThat(catalog.loadTable(id()).snapshots().spliterator().getExactSizeIfKnown())
                .isEqualTo(left);
    }

    @Test
    void deletesNothingWhenItLosesTheRace() throws Exception {
        // Given a catalog that refuses the commit, as it does when another writer came first
        Set<String> before = snapshotFiles();
        FlakyOperations operations = new FlakyOperations(((BaseTable) table).operations());
        operations.refuse = Integer.MAX_VALUE;

        // When trimming fails
        new SnapshotRetention(Duration.ofDays(1), 5, 1_000_000, IN_THREE_DAYS)
                .trim(new BaseTable(operations, "refusing"));

        // Then all snapshots are there, with all they refer to
        assertThat(catalog.loadTable(id()).snapshots())
                .hasSize(60)
                .allSatisfy(snapshot -> assertThat(table.io()
                                .newInputFile(snapshot.manifestListLocation())
                                .exists())
                        .isTrue());
        assertThat(snapshotFiles()).containsAll(before);
    }

    @Test
    void waitsUntilThereIsEnoughToForget() {
        new SnapshotRetention(Duration.ofDays(1), 20, 1_000_000, IN_THREE_DAYS).trim(table);
        assertThat(catalog.loadTable(id()).snapshots()).hasSize(60);
    }

    @Test
    void othersCannotExpireTheArchivesSnapshots() {
        assertThatThrownBy(() -> catalog.loadTable(id()).expireSnapshots()).isInstanceOf(ValidationException.class);
    }

    /** Manifests and manifest lists; metadata.json files come and go by Iceberg's own retention. */
    private Set<String> snapshotFiles() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("warehouse"))) {
            return files.map(Path::toString)
                    .filter(file -> file.endsWith(".avro"))
                    .collect(Collectors.toSet());
        }
    }

    private static TableIdentifier id() {
        return TableIdentifier.of("evidence", "events");
    }
}

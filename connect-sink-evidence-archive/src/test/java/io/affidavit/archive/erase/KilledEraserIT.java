/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.erase;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.commit.Backoff;
import io.affidavit.archive.commit.OrphanSweep;
import io.affidavit.archive.evidence.EvidentTable;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.CompletionStatement;
import io.affidavit.archive.evidence.verify.Progress;
import io.affidavit.archive.evidence.verify.Verifier;
import io.affidavit.archive.expiry.DyingKeeper;
import io.affidavit.archive.expiry.DyingProcess;
import io.affidavit.archive.hold.HoldOrder;
import io.affidavit.archive.hold.LegalHolds;
import io.affidavit.archive.hold.predicate.HoldPredicate;
import io.affidavit.catalog.Catalogs;
import io.affidavit.catalog.LocalFileIO;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.key.TrustedKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.TableScan;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that erases is killed, as by kill -9, at places spread over all it does; {@code -Plong} kills more. */
@Tag("chaos")
class KilledEraserIT {

    private static final SigningKey KEY = SigningKey.generate();
    private static final int KILLS = Boolean.getBoolean("affidavit.long") ? 50 : 6;
    private static final int DAY = 20_454;
    private static final String HELD = "a prompt under hold";

    @TempDir
    private Path home;

    private List<AttestedFile> old;

    @Test
    void killedAnywhereItErasesOnceAndLosesNothing() throws Exception {
        int accesses = accessesOfAnUndisturbedRun();
        for (int kill = 1; kill <= KILLS; kill++) {
            int at = Math.max(1, kill * accesses / (KILLS + 1));
            Path directory = Files.createDirectory(home.resolve("killed-at-" + kill));
            try (EvidentTable events = archive(directory)) {
                // When
                assertThat(DyingProcess.run(DyingEraser.class, directory, at).exitCode())
                        .as("killed at %s of %s", at, accesses)
                        .isEqualTo(DyingProcess.KILLED);

                // Then the hold has lost nothing, and nothing that a ref leads to is gone
                assertThat(prompts(events.fresh(), "hold-m-1")).contains(HELD);
                assertThat(prompts(events.fresh(), "main")).contains(HELD, "one", "two", "three");

                // When
                DyingEraser.erase(events::fresh, KEY);
                sweep(events);

                // Then
                assertErased(events, "killed at " + at + " of " + accesses);
            }
        }
    }

    private int accessesOfAnUndisturbedRun() throws Exception {
        Path directory = Files.createDirectory(home.resolve("undisturbed"));
        try (EvidentTable events = archive(directory)) {
            DyingProcess run = DyingProcess.run(DyingEraser.class, directory, Integer.MAX_VALUE);
            assertThat(run.exitCode()).as(run.output()).isZero();
            assertErased(events, "undisturbed");
            return run.accesses();
        }
    }

    private void assertErased(EvidentTable events, String when) throws IOException {
        List<CompletionStatement> certificates = Changes.of(events.fresh(), CompletionStatement.class);
        assertThat(certificates).as(when).hasSize(1);
        assertThat(certificates.get(0).deleted())
                .extracting(CompletionStatement.DeletedFile::path)
                .containsExactlyInAnyOrderElementsOf(
                        old.stream().map(AttestedFile::path).toList());
        assertThat(prompts(events.fresh(), "main")).as(when).containsExactlyInAnyOrder(HELD, "one", "two", "three");
        assertThat(prompts(events.fresh(), "hold-m-1")).as(when).contains(HELD);
        List<byte[]> stored = StoredBytes.of(events.fresh());
        assertThat(stored.size()).as(when).isEqualTo(live(events.fresh()).size());
        assertThat(stored.stream().anyMatch(bytes -> new String(bytes, UTF_8).contains(ErasureContract.CANARY)))
                .as(when)
                .isFalse();
        assertThat(Verifier.verify(events.fresh(), TrustedKeys.of(KEY.verificationKey()), 1, Progress.NONE)
                        .findings())
                .as(when)
                .isEmpty();
    }

    /** Three files, two of them with rows of the subject, one of those with a held row; the branch of the hold has all. */
    private EvidentTable archive(Path directory) throws IOException {
        Files.writeString(directory.resolve("signing-key.pem"), KEY.toPem());
        EvidentTable events =
                EvidentTable.create(Catalogs.open(DyingKeeper.keys(directory, LocalFileIO.class.getName())), KEY);
        events.table()
                .updateProperties()
                .set(TableProperties.GC_ENABLED, "false")
                .set(TableProperties.PARQUET_COMPRESSION, "uncompressed")
                .commit();
        old = List.of(
                events.archive(DAY, List.of("one", ErasureFixture.mine("a"), HELD)),
                events.archive(DAY + 1, List.of(ErasureFixture.mine("b"), "two")));
        events.archive(DAY + 2, List.of("three"));
        new LegalHolds(events.fresh(), KEY, "counsel", Backoff.within(Duration.ofSeconds(20)), DyingKeeper.CLOCK)
                .place(new HoldOrder("m-1", "matter", "litigation", HoldPredicate.parse("event_id = '" + DAY + "-2'")));
        return events;
    }

    /** Takes away what was written and never committed. */
    private static void sweep(EvidentTable events) {
        Clock later = Clock.offset(DyingKeeper.CLOCK, Duration.ofDays(1));
        new OrphanSweep(events::fresh, Duration.ofHours(1), later).run();
    }

    private static List<String> prompts(Table table, String ref) throws IOException {
        List<String> prompts = new ArrayList<>();
        try (CloseableIterable<Record> rows = IcebergGenerics.read(table)
                .useSnapshot(table.snapshot(ref).snapshotId())
                .select("prompt")
                .build()) {
            rows.forEach(row -> prompts.add((String) row.getField("prompt")));
        }
        return prompts;
    }

    private static Set<String> live(Table table) throws IOException {
        TableScan scan = table.newScan();
        Set<String> paths = new TreeSet<>();
        try (CloseableIterable<FileScanTask> tasks = scan.planFiles()) {
            tasks.forEach(task -> paths.add(task.file().location()));
        }
        return paths;
    }
}

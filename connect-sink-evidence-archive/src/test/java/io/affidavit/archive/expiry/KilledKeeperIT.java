/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.commit.Backoff;
import io.affidavit.archive.commit.OrphanSweep;
import io.affidavit.archive.commit.ReferencedFiles;
import io.affidavit.archive.evidence.EvidentTable;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.CompletionStatement;
import io.affidavit.archive.evidence.verify.Progress;
import io.affidavit.archive.evidence.verify.Verifier;
import io.affidavit.archive.hold.HoldOrder;
import io.affidavit.archive.hold.LegalHolds;
import io.affidavit.archive.hold.predicate.HoldPredicate;
import io.affidavit.archive.removal.Holding;
import io.affidavit.archive.removal.Remover;
import io.affidavit.archive.removal.Upkeep;
import io.affidavit.catalog.Catalogs;
import io.affidavit.catalog.LocalFileIO;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.key.TrustedKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that are killed at accesses to the store spread over expiry, carving and sealing. 5 kills, or 50 with
 * {@code -Daffidavit.long=true}.
 */
@Tag("chaos")
class KilledKeeperIT {

    private static final SigningKey KEY = SigningKey.generate();
    private static final int KILLS = Boolean.getBoolean("affidavit.long") ? 50 : 5;

    @TempDir
    private Path home;

    @Test
    void killedAnywhereItNeitherCertifiesTwiceNorDeletesWhatIsReachable() throws Exception {
        int accesses = accessesOfAnUndisturbedRun();
        for (int kill = 1; kill <= KILLS; kill++) {
            int at = Math.max(1, kill * accesses / (KILLS + 1));
            Path directory = Files.createDirectory(home.resolve("killed-at-" + kill));
            try (EvidentTable events = archive(directory)) {
                List<AttestedFile> expired = archiveExpired(events);
                List<AttestedFile> small = archiveSmall(events);
                placeHold(events);

                // When it dies, and starts again as a worker would start it
                assertThat(run(directory, at).exitCode())
                        .as("killed at %s of %s", at, accesses)
                        .isEqualTo(DyingProcess.KILLED);

                // Then nothing that a ref leads to has gone
                assertReachableFilesAreStored(events.fresh(), expired);
                assertReachableFilesAreStored(events.fresh(), small);

                // When
                DyingKeeper.keep(events::fresh, KEY, 3);
                sweep(events);

                // Then every file is certified to be gone once
                assertThat(new Remover(upkeep(events)).open()).isEmpty();
                assertThat(Certificates.of(events.fresh()))
                        .as("killed at %s of %s", at, accesses)
                        .hasSize(2);
                assertThat(Certificates.of(events.fresh()).stream()
                                .flatMap(certificate -> certificate.deleted().stream()))
                        .extracting(CompletionStatement.DeletedFile::path)
                        .containsExactlyInAnyOrderElementsOf(Stream.concat(expired.stream(), small.stream())
                                .map(AttestedFile::path)
                                .toList());
                // and what is left is the held rows and the sealed day, in the table and in the store
                assertThat(live(events)).hasSize(2).isEqualTo(stored(events));
                assertThat(Verifier.verify(events.fresh(), TrustedKeys.of(KEY.verificationKey()), 1, Progress.NONE))
                        .satisfies(verification -> {
                            assertThat(verification.findings()).isEmpty();
                            assertThat(verification.rows()).isEqualTo(5 + 40);
                        });
            }
        }
    }

    /** Three days past their term; of the first one five rows are held. */
    private static List<AttestedFile> archiveExpired(EvidentTable events) {
        List<AttestedFile> expired = new ArrayList<>();
        for (int day = 0; day < 3; day++) {
            expired.add(events.archive(20, epochDay(LocalDate.of(2026, 1, 1)) + day, "debug"));
        }
        return expired;
    }

    /** Two files of a closed day within its term. */
    private static List<AttestedFile> archiveSmall(EvidentTable events) {
        int day = epochDay(LocalDate.of(2026, 11, 20));
        return List.of(events.archive(20, day, "debug"), events.archive(20, day, "debug"));
    }

    private static void placeHold(EvidentTable events) {
        new LegalHolds(events.fresh(), KEY, "counsel", Backoff.within(Duration.ofSeconds(20)), DyingKeeper.CLOCK)
                .place(new HoldOrder(
                        "case-7",
                        "matter",
                        "litigation",
                        HoldPredicate.parse("id < 5 and event_time < '2026-01-02T00:00:00Z'")));
    }

    private static Upkeep upkeep(EvidentTable events) {
        return new Upkeep(events::fresh, Holding::of, KEY, "test", Duration.ofSeconds(20), DyingKeeper.CLOCK);
    }

    /** Takes away what batches left that never ended. */
    private static void sweep(EvidentTable events) {
        Clock later = Clock.offset(DyingKeeper.CLOCK, Duration.ofDays(1));
        new OrphanSweep(events::fresh, Duration.ofHours(1), later).run();
    }

    private static Set<Path> live(EvidentTable events) {
        return StreamSupport.stream(events.fresh().newScan().planFiles().spliterator(), false)
                .map(task -> EvidentTable.onDisk(task.file().location()))
                .collect(Collectors.toSet());
    }

    private static Set<Path> stored(EvidentTable events) throws IOException {
        Path data = EvidentTable.onDisk(events.table().location()).resolve("data");
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile).collect(Collectors.toSet());
        }
    }

    private int accessesOfAnUndisturbedRun() throws Exception {
        Path directory = Files.createDirectory(home.resolve("undisturbed"));
        try (EvidentTable events = archive(directory)) {
            archiveExpired(events);
            archiveSmall(events);
            placeHold(events);
            DyingProcess run = run(directory, Integer.MAX_VALUE);
            assertThat(run.exitCode()).as(run.output()).isZero();
            assertThat(Certificates.of(events.fresh())).hasSize(2);
            return run.accesses();
        }
    }

    private static EvidentTable archive(Path directory) throws IOException {
        Files.writeString(directory.resolve("signing-key.pem"), KEY.toPem());
        return EvidentTable.create(Catalogs.open(DyingKeeper.keys(directory, LocalFileIO.class.getName())), KEY);
    }

    private static DyingProcess run(Path directory, int diesAt) throws Exception {
        return DyingProcess.run(DyingKeeper.class, directory, diesAt);
    }

    private static void assertReachableFilesAreStored(Table table, List<AttestedFile> files) {
        Set<String> reachable =
                new ReferencedFiles(files.stream().map(AttestedFile::path).collect(Collectors.toSet())).in(table);
        assertThat(files.stream().filter(file -> reachable.contains(file.path())))
                .allMatch(KilledKeeperIT::isStored);
    }

    private static boolean isStored(AttestedFile file) {
        return Files.exists(EvidentTable.onDisk(file.path()));
    }

    private static int epochDay(LocalDate day) {
        return Math.toIntExact(day.toEpochDay());
    }
}

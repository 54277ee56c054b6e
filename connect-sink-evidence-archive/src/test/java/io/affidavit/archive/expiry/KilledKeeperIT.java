/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.catalog.Catalogs;
import io.affidavit.archive.catalog.LocalFileIO;
import io.affidavit.archive.commit.ReferencedFiles;
import io.affidavit.archive.evidence.EvidentTable;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.CompletionStatement;
import io.affidavit.archive.evidence.verify.Progress;
import io.affidavit.archive.evidence.verify.Verifier;
import io.affidavit.archive.removal.Holding;
import io.affidavit.archive.removal.Upkeep;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.key.TrustedKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that are killed at accesses to the store spread over a whole expiry. 5 kills, or 50 with
 * {@code -Daffidavit.long=true}.
 */
class KilledKeeperIT {

    private static final SigningKey KEY = SigningKey.generate();
    private static final int KILLS = Boolean.getBoolean("affidavit.long") ? 50 : 5;
    private static final int KILLED = 137;

    @TempDir
    private Path home;

    @Test
    void killedAnywhereItNeitherCertifiesTwiceNorDeletesWhatIsReachable() throws Exception {
        int accesses = accessesOfAnUndisturbedRun();
        for (int kill = 1; kill <= KILLS; kill++) {
            int at = Math.max(1, kill * accesses / (KILLS + 1));
            Path directory = Files.createDirectory(home.resolve("killed-at-" + kill));
            try (EvidentTable events = archive(directory)) {
                List<AttestedFile> expired = new ArrayList<>();
                for (int day = 0; day < 3; day++) {
                    expired.add(events.archive(20, epochDay(LocalDate.of(2026, 1, 1)) + day, "debug"));
                }
                AttestedFile young = events.archive(20, epochDay(LocalDate.of(2026, 11, 20)), "debug");

                // When it dies, and starts again as a worker would start it
                assertThat(run(directory, at).exitCode())
                        .as("killed at %s of %s", at, accesses)
                        .isEqualTo(KILLED);

                // Then nothing that a ref leads to has gone
                assertReachableFilesAreStored(events.fresh(), expired);

                // When
                finish(events);

                // Then
                assertThat(Certificates.of(events.fresh()))
                        .as("killed at %s of %s", at, accesses)
                        .hasSize(1);
                assertThat(Certificates.of(events.fresh()).get(0).deleted())
                        .extracting(CompletionStatement.DeletedFile::path)
                        .containsExactlyInAnyOrderElementsOf(
                                expired.stream().map(AttestedFile::path).toList());
                assertThat(expired).noneMatch(file -> isStored(file));
                assertThat(isStored(young)).isTrue();
                assertThat(Verifier.verify(events.fresh(), TrustedKeys.of(KEY.verificationKey()), 1, Progress.NONE)
                                .findings())
                        .isEmpty();
            }
        }
    }

    private int accessesOfAnUndisturbedRun() throws Exception {
        Path directory = Files.createDirectory(home.resolve("undisturbed"));
        try (EvidentTable events = archive(directory)) {
            for (int day = 0; day < 3; day++) {
                events.archive(20, epochDay(LocalDate.of(2026, 1, 1)) + day, "debug");
            }
            events.archive(20, epochDay(LocalDate.of(2026, 11, 20)), "debug");
            Run run = run(directory, Integer.MAX_VALUE);
            assertThat(run.exitCode()).as(run.output()).isZero();
            assertThat(Certificates.of(events.fresh())).hasSize(1);
            return Integer.parseInt(run.output()
                    .lines()
                    .filter(line -> line.startsWith("ACCESSES "))
                    .findFirst()
                    .orElseThrow()
                    .substring(9));
        }
    }

    private static EvidentTable archive(Path directory) throws IOException {
        Files.writeString(directory.resolve("signing-key.pem"), KEY.toPem());
        return EvidentTable.create(Catalogs.open(DyingKeeper.keys(directory, LocalFileIO.class.getName())), KEY);
    }

    /** A process and what it said. */
    private record Run(int exitCode, String output) {}

    private static Run run(Path directory, int diesAt) throws Exception {
        Path output = directory.resolve("output.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Ddies.at=" + diesAt,
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        DyingKeeper.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Run(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }

    private static void finish(EvidentTable events) {
        Expirer expirer = new Expirer(new Upkeep(
                events::fresh,
                Holding::of,
                KEY,
                "next keeper",
                Duration.ofSeconds(20),
                Clock.fixed(Instant.parse("2026-11-22T06:00:00Z"), ZoneOffset.UTC)));
        for (int round = 0; round < 3; round++) {
            expirer.remover().advance();
            expirer.drop(expirer.plan(ExpiryContract.RETENTION), Duration.ZERO);
        }
        assertThat(expirer.remover().open()).isEmpty();
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

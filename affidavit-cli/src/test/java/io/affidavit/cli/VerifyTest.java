/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.commit.Watermarks;
import io.affidavit.archive.evidence.EvidentTable;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.OffsetFates;
import io.affidavit.archive.evidence.statement.OffsetRange;
import io.affidavit.archive.evidence.statement.OffsetSpan;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.key.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that read a table, run as a user runs them. */
class VerifyTest {

    private static final SigningKey KEY = SigningKey.generate();

    @TempDir
    private Path directory;

    private EvidentTable events;
    private AttestedFile first;
    private Path trust;

    @BeforeEach
    void archive() throws IOException {
        events = EvidentTable.create(directory, KEY);
        first = events.archive(1_000, 20_000);
        events.archive(500, 20_001);
        trust = Files.writeString(
                directory.resolve("trusted-keys.pem"), KEY.verificationKey().toPem());
    }

    @AfterEach
    void close() {
        events.close();
    }

    private CommandRun run(String command, String... more) {
        List<String> args = new ArrayList<>(List.of(command, "--table", "db.events"));
        EvidentTable.catalogProperties(directory).forEach((key, value) -> {
            args.add("-C");
            args.add("iceberg.catalog." + key + "=" + value);
        });
        args.addAll(List.of(more));
        return CommandRun.of(args.toArray(String[]::new));
    }

    private CommandRun verify(String... more) {
        List<String> args = new ArrayList<>(List.of("--trust", trust.toString()));
        args.addAll(List.of(more));
        return run("verify", args.toArray(String[]::new));
    }

    @Test
    void passesAnUntouchedTable() {
        CommandRun run = verify();

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("statements  2, the newest is 2 (")
                .contains("rows        1,500")
                .endsWith(String.format("OK: every statement, file and row holds.%n"));
    }

    @Test
    void provesOneRecordToWhoeverHasTheKeys() {
        // Given
        Path proof = directory.resolve("proof.json");

        // When
        CommandRun made = run("prove", "--event-id", "20000-42", "--out", proof.toString());
        CommandRun checked = CommandRun.of("prove", "check", proof.toString(), "--trust", trust.toString());

        // Then
        assertThat(made.exitCode()).isZero();
        assertThat(made.out()).contains("row 42 of 1000 in " + first.path()).contains("statement 1");
        assertThat(checked.exitCode()).isZero();
        assertThat(checked.out()).contains("OK: the record is row 42 of 1000").contains("signed by " + KEY.id());
    }

    @Test
    void provesNothingThatIsNotThere() throws IOException {
        Path proof = directory.resolve("proof.json");
        Path strangers = Files.writeString(
                directory.resolve("strangers.pem"),
                SigningKey.generate().verificationKey().toPem());

        assertThat(run("prove", "--event-id", "20000-4200", "--out", proof.toString())
                        .exitCode())
                .isEqualTo(1);
        assertThat(proof).doesNotExist();
        assertThat(run("prove", "--event-id", "20000-42").exitCode()).isEqualTo(2);

        run("prove", "--event-id", "20000-42", "--out", proof.toString());
        CommandRun checked = CommandRun.of("prove", "check", proof.toString(), "--trust", strangers.toString());
        assertThat(checked.exitCode()).isEqualTo(1);
        assertThat(checked.out()).contains("does not hold").contains("trust file does not hold");
    }

    @Test
    void namesTheFileOfAFlippedByte() {
        EvidentTable.flipByte(first.path(), first.length() / 3);

        CommandRun run = verify();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("FAILED: 1 finding").contains("file-altered  " + first.path());
    }

    @Test
    void printsFindingsAsJson() {
        EvidentTable.flipByte(first.path(), first.length() / 3);

        CommandRun run = verify("--json");

        Map<?, ?> json = (Map<?, ?>) JsonText.parse(run.out());
        Map<?, ?> finding = (Map<?, ?>) ((List<?>) json.get("findings")).get(0);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(json.get("ok")).isEqualTo(false);
        assertThat(json.get("rows")).isEqualTo(1_500L);
        assertThat(finding.get("kind")).isEqualTo("file-altered");
        assertThat(finding.get("subject")).isEqualTo(first.path());
    }

    @Test
    void refusesATableSignedByAnotherKey() throws IOException {
        Files.writeString(trust, SigningKey.generate().verificationKey().toPem());

        CommandRun run = verify();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("FAILED: 2 findings")
                .contains("untrusted-key")
                .contains(KEY.id());
    }

    @Test
    void readsCatalogKeysFromPropertiesAndFromTheConnectorsJson() throws IOException {
        StringBuilder properties = new StringBuilder();
        Map<String, Object> config = new HashMap<>(Map.of("connector.class", "any", "archive.table", "db.x"));
        EvidentTable.catalogProperties(directory).forEach((key, value) -> {
            properties
                    .append("iceberg.catalog.")
                    .append(key)
                    .append('=')
                    .append(value)
                    .append('\n');
            config.put("iceberg.catalog." + key, value);
        });
        Path asProperties = Files.writeString(directory.resolve("catalog.properties"), properties);
        Path asJson = Files.writeString(
                directory.resolve("sink.json"), JsonText.write(Map.of("name", "archive", "config", config)));

        for (Path file : List.of(asProperties, asJson)) {
            CommandRun run = CommandRun.of(
                    "verify",
                    "--table",
                    "db.events",
                    "--trust",
                    trust.toString(),
                    "--catalog-properties",
                    file.toString());

            assertThat(run.exitCode()).as(run.err()).isZero();
        }
    }

    @Test
    void saysWhatIsWrongWithItsOptions() {
        assertThat(CommandRun.of("verify", "--table", "db.events"))
                .returns(2, CommandRun::exitCode)
                .extracting(CommandRun::err)
                .asString()
                .contains("--trust");
        assertThat(CommandRun.of("verify", "--table", "db.events", "--trust", trust.toString()))
                .returns(2, CommandRun::exitCode)
                .extracting(CommandRun::err)
                .asString()
                .contains("Cannot open catalog")
                .contains("archive.embedded.directory");
        assertThat(CommandRun.of(
                        "verify",
                        "--table",
                        "db.events",
                        "--trust",
                        trust.toString(),
                        "-C",
                        "archive.embedded.directory=" + directory.resolve("nothing")))
                .returns(2, CommandRun::exitCode)
                .extracting(CommandRun::err)
                .asString()
                .contains("holds no catalog.db");
        assertThat(directory.resolve("nothing")).doesNotExist();
        assertThat(verify("--trust", directory.resolve("absent.pem").toString()).exitCode())
                .isEqualTo(2);
        assertThat(run("verify", "--trust", directory.resolve("absent.pem").toString())
                        .err())
                .contains("Cannot read trusted keys");
        assertThat(verify("--threads", "0").err()).contains("--threads 0");
    }

    @Test
    void looksForStatementsThatWereNoted() {
        String head =
                StatementRef.from(events.table().properties()).orElseThrow().sha256();
        String other = "00".repeat(32);

        assertThat(verify("--noted", head).exitCode()).isZero();
        assertThat(verify("--noted", head, "--noted", other))
                .returns(1, CommandRun::exitCode)
                .extracting(CommandRun::out)
                .asString()
                .contains("rolled-back  " + other)
                .doesNotContain("rolled-back  " + head);
    }

    @Test
    void saysThatThereIsNoSuchTable() {
        CommandRun run = verify("--table", "db.other");

        assertThat(run.exitCode()).isEqualTo(2);
    }

    @Test
    void keepsPasswordsOutOfFailures() {
        CommandRun run = CommandRun.of(
                "verify",
                "--table",
                "db.events",
                "--trust",
                trust.toString(),
                "-C",
                "iceberg.catalog.type=jdbc",
                "-C",
                "iceberg.catalog.uri=jdbc:nothing://host/?password=hunter2",
                "-C",
                "iceberg.catalog.warehouse=file:" + directory);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("affidavit: Cannot open catalog").doesNotContain("hunter2");
    }

    @Test
    void refusesPlaceholdersThatOnlyAWorkerResolves() {
        CommandRun run = CommandRun.of(
                "inspect", "--table", "db.events", "-C", "iceberg.catalog.jdbc.password=${file:/secrets:password}");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("iceberg.catalog.jdbc.password").contains("placeholder");
    }

    @Test
    void inspectsPartitionsOffsetsAndTheLastCommit() {
        events.table()
                .updateProperties()
                .set(Watermarks.KEY, "{\"main\":{\"events\":{\"10\":[7,\"c\"],\"2\":[1500,\"c\"]}}}")
                .commit();

        CommandRun run = run("inspect");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .containsPattern("retention_class +custody +event_time_day +files +rows +bytes")
                .containsPattern("std-1y +std +2024-10-04 +1 +1,000 ")
                .containsPattern("total +2 +1,500 ")
                .containsPattern("main +events +2 +1,500\\R  main +events +10 +7\\R")
                .contains("signed by   " + KEY.id() + ", not checked here")
                .contains("Under legal hold: 0 rows in 0 files")
                .contains("Quarantine: no table");
    }

    @Test
    void inspectsAsJson() {
        Map<?, ?> json = (Map<?, ?>) JsonText.parse(run("inspect", "--json").out());

        assertThat(json.get("total_rows")).isEqualTo(1_500L);
        assertThat((List<?>) json.get("partitions")).hasSize(2);
        assertThat(((Map<?, ?>) json.get("last_commit")).get("sequence")).isEqualTo(2L);
    }

    @Test
    void inspectsWhereEveryOffsetEnded() {
        // Given a commit with gaps, two of them unexplained, that was resumed without the record before
        EvidentTable.Written written = events.write(10, 20_002);
        OffsetRange range = new OffsetRange(
                "events",
                0,
                1_500,
                1_520,
                new OffsetFates(10, 1, 1, 1, 1, 1, 2, 3),
                List.of(new OffsetSpan(1_501, 1_503), new OffsetSpan(1_510, 1_511)),
                false);
        events.commit(written, List.of(range), KEY);

        // When
        CommandRun run = run("inspect", "--ledger");
        Map<?, ?> json =
                (Map<?, ?>) JsonText.parse(run("inspect", "--ledger", "--json").out());

        // Then
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .containsPattern("main +events +0 +0 +1,520 +1,510 +1 +1 +1 +1 +1 +2 +3\\R")
                .containsPattern("Unexplained gaps\\R.*\\R +main +events +0 +1,501 +1,503 +2\\R")
                .containsPattern("main +events +0 +1,510 +1,511 +1\\R")
                .contains("events-0 was resumed at offset 1500 without the record before");
        Map<?, ?> account = (Map<?, ?>) ((List<?>) json.get("ledger")).get(0);
        assertThat(account.get("archived")).isEqualTo(1_510L);
        assertThat(account.get("unexplained_gaps")).isEqualTo(3L);
        assertThat((List<?>) account.get("unexplained")).hasSize(2);
        assertThat(verify().exitCode()).isZero();
    }

    @Test
    void tellsItsVersion() {
        assertThat(CommandRun.of("--version").out()).matches("affidavit \\d+\\.\\d+\\.\\d+.*\\R");
    }
}

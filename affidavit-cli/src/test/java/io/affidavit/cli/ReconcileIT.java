/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.data.JsonText;
import io.affidavit.core.key.SigningKey;
import io.affidavit.source.PostgresLogsSourceConnector;
import io.affidavit.stack.KafkaProcess;
import io.affidavit.stack.LocalPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code affidavit reconcile} over a real database, a real broker and a real table. */
class ReconcileIT {

    @TempDir
    private static Path shared;

    private static LocalPostgres postgres;
    private static KafkaProcess broker;

    @TempDir
    private Path directory;

    private ComparedTiers tiers;

    @BeforeAll
    static void start() throws IOException {
        postgres = LocalPostgres.start(Files.createDirectories(shared.resolve("postgres")));
        broker = new KafkaProcess(Files.createDirectories(shared.resolve("kafka")));
        broker.start();
    }

    @AfterAll
    static void stop() {
        broker.close();
        postgres.close();
    }

    /** 300 rows of 100 hours, of which row 77 is too large to send. */
    @BeforeEach
    void fill() throws Exception {
        sql(
                "DROP TABLE IF EXISTS events",
                "CREATE TABLE events (id text PRIMARY KEY, at timestamptz NOT NULL, body text)",
                "CREATE INDEX ON events (at, id)",
                "INSERT INTO events SELECT i::text, '2026-01-01'::timestamptz + i * interval '20 min', "
                        + "CASE WHEN i = 77 THEN repeat('long ', 1000) ELSE 'body' || i END FROM generate_series(1, 300) i");
        tiers = new ComparedTiers(
                broker,
                directory,
                Map.of(
                        "connector.class", PostgresLogsSourceConnector.class.getName(),
                        "source.url", postgres.jdbcUrl("postgres"),
                        "source.user", LocalPostgres.USER,
                        "source.table", "events",
                        "source.cursor.column", "at",
                        "record.max.bytes", "2000",
                        "source.lag", "1s"));
    }

    @Test
    void matchesWhenEveryRowArrivedOnce() throws Exception {
        // Given every row sent in transactions, some of them aborted before, and archived
        List<SourceRecord> rows = tiers.read(300);
        tiers.send(rows, row -> true, false);
        tiers.send(rows, row -> true, true);
        tiers.archive(rows, row -> true);
        Path json = directory.resolve("result.json");
        // When
        CommandRun run = tiers.reconcile("--json", json.toString(), "--progress");
        // Then
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out())
                .contains("MATCH: source, topic and archive hold the same rows.")
                .contains("1 rows were too large to send")
                .doesNotContain("name no source row");
        assertThat(run.err()).contains("reading source: 300 rows").contains("reading archive: 299 rows");
        Map<?, ?> result = (Map<?, ?>) JsonText.parse(Files.readString(json));
        assertThat(result.get("state")).isEqualTo("MATCH");
        assertThat(((Map<?, ?>) ((Map<?, ?>) result.get("tiers")).get("archive")).get("rows"))
                .isEqualTo(300L);
    }

    @Test
    void countsWhatTheArchiveQuarantined() throws Exception {
        // Given every row sent, and every tenth in the quarantine table instead of the events table
        tiers.createTable("events_quarantine");
        List<SourceRecord> rows = tiers.read(300);
        Predicate<SourceRecord> refused = row -> ComparedTiers.key(row).endsWith("0");
        tiers.send(rows, row -> true, true);
        tiers.archive(rows, refused.negate());
        tiers.archive("events_quarantine", rows, refused);
        // When
        CommandRun run = tiers.reconcile();
        // Then
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("30 rows are in the archive's quarantine table");
        assertThat(tiers.reconcile("--quarantine-table", "db.events").exitCode())
                .isEqualTo(1);
    }

    @Test
    void namesEveryRowThatDiffersByItsKey() throws Exception {
        // Given rows lost on the way, sent twice, archived twice, changed and deleted at the source
        List<SourceRecord> rows = tiers.read(300);
        tiers.send(rows, row -> !ComparedTiers.key(row).equals("5"), true);
        tiers.send(rows, row -> ComparedTiers.key(row).equals("111"), true);
        tiers.archive(
                rows,
                row -> !ComparedTiers.key(row).equals("5")
                        && !ComparedTiers.key(row).equals("200"));
        tiers.archive(rows, row -> ComparedTiers.key(row).equals("111"));
        sql("UPDATE events SET body = 'other' WHERE id = '40'", "DELETE FROM events WHERE id = '41'");
        // When
        CommandRun run = tiers.reconcile();
        // Then
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .containsPattern("MISSING_IN_TOPIC +topic +2026-01-01T01:00:00.000000Z +5\\R")
                .containsPattern("MISSING_IN_ARCHIVE +archive +2026-01-01T01:00:00.000000Z +5\\R")
                .containsPattern("MISSING_IN_ARCHIVE +archive +\\S+ +200\\R")
                .containsPattern("DUPLICATE +topic +\\S+ +111\\R")
                .containsPattern("DUPLICATE +archive +\\S+ +111\\R")
                .containsPattern("REVISED +topic +\\S+ +40\\R")
                .containsPattern("REVISED +archive +\\S+ +40\\R")
                .containsPattern("DELETED_AT_SOURCE +topic +\\S+ +41\\R")
                .containsPattern("DELETED_AT_SOURCE +archive +\\S+ +41\\R")
                .contains("MISMATCH: 1 MISSING_IN_TOPIC, 2 MISSING_IN_ARCHIVE, 2 DELETED_AT_SOURCE, 2 REVISED,"
                        + " 2 DUPLICATE.");
        // And a bound before all of them leaves nothing to find
        assertThat(tiers.reconcile("--until", "2026-01-01T01:00:00.000000Z").exitCode())
                .isZero();
        assertThat(tiers.reconcile("--max-keys", "1").out()).contains("and 8 more");
    }

    @Test
    void takesDeletionsAtTheSourceForWhatTheyAre() throws Exception {
        // Given rows that the source deleted after they had arrived, and one that only the archive knows
        List<SourceRecord> rows = tiers.read(300);
        tiers.send(rows, row -> true, true);
        tiers.archive(rows, row -> true);
        sql("DELETE FROM events WHERE id IN ('41', '77')");
        // Then they are named, and may be allowed
        assertThat(tiers.reconcile().exitCode()).isEqualTo(1);
        assertThat(tiers.reconcile("--allow-deleted").exitCode()).isZero();
        // And a row that the topic never had is no deletion
        sql("INSERT INTO events VALUES ('planted', '2026-01-02', 'x')");
        tiers.archive(tiers.read(299), row -> ComparedTiers.key(row).equals("planted"));
        sql("DELETE FROM events WHERE id = 'planted'");
        CommandRun run = tiers.reconcile("--allow-deleted");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).containsPattern("EXTRA +archive +\\S+ +planted\\R");
    }

    @Test
    void signsItsReport() throws Exception {
        // Given a key pair and a report signed with it
        List<SourceRecord> rows = tiers.read(300);
        tiers.send(rows, row -> true, true);
        tiers.archive(rows, row -> true);
        SigningKey key = SigningKey.generate();
        Path secret = Files.writeString(directory.resolve("key.pem"), key.toPem());
        Path trusted = Files.writeString(
                directory.resolve("trusted.pem"), key.verificationKey().toPem());
        Path signed = directory.resolve("report.dsse.json");
        assertThat(tiers.reconcile("--signed", signed.toString(), "--key", secret.toString())
                        .exitCode())
                .isZero();
        // Then the report can be checked
        CommandRun check = CommandRun.of("report", "check", "--trust", trusted.toString(), signed.toString());
        assertThat(check.exitCode()).as(check.err()).isZero();
        assertThat(check.out()).contains("\"state\":\"MATCH\"");
        assertThat(check.err()).contains("reconciliation report, signed with key " + key.id());
        // And not if it was changed, or signed by another
        Map<?, ?> envelope = (Map<?, ?>) JsonText.parse(Files.readString(signed));
        Map<String, Object> changed = new LinkedHashMap<>();
        envelope.forEach((name, value) -> changed.put(String.valueOf(name), value));
        changed.put(
                "payload",
                Base64.getEncoder()
                        .encodeToString(check.out().replace("MATCH", "MATSCH").getBytes(StandardCharsets.UTF_8)));
        Path forged = Files.writeString(directory.resolve("forged.json"), JsonText.write(changed));
        assertThat(CommandRun.of("report", "check", "--trust", trusted.toString(), forged.toString()))
                .returns(2, CommandRun::exitCode)
                .extracting(CommandRun::err)
                .asString()
                .contains("it is not what key " + key.id() + " signed");
        Path other = Files.writeString(
                directory.resolve("other.pem"),
                SigningKey.generate().verificationKey().toPem());
        assertThat(CommandRun.of("report", "check", "--trust", other.toString(), signed.toString())
                        .exitCode())
                .isEqualTo(2);
        assertThat(tiers.reconcile("--signed", signed.toString()).err()).contains("--signed and --key go together");
    }

    @Test
    void comparesATableOrderedByNumbers() throws Exception {
        // Given the same rows behind a sequence
        sql(
                "DROP TABLE IF EXISTS numbered",
                "CREATE TABLE numbered (n bigserial PRIMARY KEY, body text)",
                "INSERT INTO numbered (body) SELECT 'b' || i FROM generate_series(1, 300) i");
        List<SourceRecord> rows = tiers.read(
                300, Map.of("source.table", "numbered", "source.cursor.column", "n", "source.window.ids", "50"));
        tiers.send(rows, row -> true, true);
        tiers.archive(rows, row -> !ComparedTiers.key(row).equals("123"));
        // When
        CommandRun run = tiers.reconcile(
                "-S", "source.table=numbered", "-S", "source.cursor.column=n", "-S", "source.window.ids=50");
        // Then
        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.out())
                .contains("before 301")
                .containsPattern("MISSING_IN_ARCHIVE +archive +100 +123\\R")
                .contains("MISMATCH: 1 MISSING_IN_ARCHIVE.");
    }

    @Test
    void saysWhatCannotBeRead() {
        assertThat(tiers.reconcile("--topic", "missing"))
                .returns(2, CommandRun::exitCode)
                .extracting(CommandRun::err)
                .asString()
                .contains("Cannot read topic missing");
        assertThat(tiers.reconcile("--bootstrap", "127.0.0.1:1", "--patience", "2"))
                .returns(2, CommandRun::exitCode)
                .extracting(CommandRun::err)
                .asString()
                .contains("--bootstrap");
        assertThat(tiers.reconcile("-S", "source.url=jdbc:postgresql://127.0.0.1:1/none"))
                .returns(2, CommandRun::exitCode)
                .extracting(CommandRun::err)
                .asString()
                .contains("SQLState 08001");
        assertThat(tiers.reconcile("-S", "source.hash.key=c2VjcmV0"))
                .returns(2, CommandRun::exitCode)
                .extracting(CommandRun::err)
                .asString()
                .contains("--source-config")
                .doesNotContain("c2VjcmV0");
        assertThat(tiers.reconcile("--until", "yesterday")).returns(2, CommandRun::exitCode);
    }

    private static void sql(String... statements) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}

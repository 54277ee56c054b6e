/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.affidavit.archive.evidence.EvidentTable;
import io.affidavit.archive.evidence.hash.Sha256;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.key.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about holds, run as a user runs them. */
class HoldTest {

    private static final SigningKey KEY = SigningKey.generate();

    @TempDir
    private Path directory;

    private EvidentTable events;
    private Path key;
    private Path trust;

    @BeforeEach
    void archive() throws IOException {
        events = EvidentTable.create(directory, KEY);
        events.archive(100, 20_000);
        events.archive(50, 20_001);
        key = Files.writeString(directory.resolve("signing-key.pem"), KEY.toPem());
        trust = Files.writeString(
                directory.resolve("trusted-keys.pem"), KEY.verificationKey().toPem());
    }

    @AfterEach
    void close() {
        events.close();
    }

    @Test
    void placesListsAndReleases() {
        // When a hold is placed
        CommandRun placed = place("case-7", "event_time < '2024-10-05T00:00:00Z'");

        // Then it stands, and says so
        assertThat(placed.err()).isEmpty();
        assertThat(placed.exitCode()).isZero();
        assertThat(placed.out())
                .startsWith("Hold case-7 of db.events: open")
                .contains("matter     4711/26")
                .contains("where      event_time < '2024-10-05T00:00:00Z'")
                .containsPattern("placed     20\\S+ by R. Counsel, epoch 1: litigation")
                .contains("branch     hold-case-7")
                .contains("may match  100 rows in 1 files")
                .contains("locks      none: the store of this table cannot lock objects");
        assertThat(run("list", "--trust", trust.toString()).out())
                .startsWith("Table db.events: hold epoch 1, 1 open of 1 holds")
                .contains("Hold case-7 of db.events: open");
        assertThat(verify().exitCode()).isZero();

        // And when it is released, it is past
        CommandRun released = release("case-7");
        assertThat(released.exitCode()).isZero();
        assertThat(released.out())
                .startsWith("Hold case-7 of db.events: released")
                .containsPattern("released   20\\S+ by R. Counsel, epoch 2: settled")
                .doesNotContain("branch");
        assertThat(run("list").out()).startsWith("Table db.events: hold epoch 2, 0 open of 1 holds");
        assertThat(verify().exitCode()).isZero();
    }

    @Test
    void listsAsJson() {
        place("case-7", "id >= 0 and id < 10");
        place("case-8", "prompt is null");
        release("case-8");

        CommandRun run = run("list", "--json");

        Map<?, ?> json = (Map<?, ?>) JsonText.parse(run.out());
        Map<?, ?> open = (Map<?, ?>) ((List<?>) json.get("holds")).get(0);
        Map<?, ?> past = (Map<?, ?>) ((List<?>) json.get("holds")).get(1);
        assertThat(json.get("epoch")).isEqualTo(3L);
        assertThat(json.get("registry").toString()).hasSize(64);
        assertThat(open.get("open")).isEqualTo(true);
        assertThat(open.get("rows")).isEqualTo(150L);
        assertThat(open.get("lockable")).isEqualTo(false);
        assertThat(((Map<?, ?>) open.get("expression")).get("type")).isEqualTo("and");
        assertThat(past.get("open")).isEqualTo(false);
        assertThat(((Map<?, ?>) past.get("released")).get("reason")).isEqualTo("settled");
    }

    @Test
    void notesEveryHoldInATableForSql() throws IOException {
        place("case-7", "id < 10");
        place("case-7", "id < 10");
        release("case-7");
        place("case-8", "id > 10");

        List<Record> rows = new ArrayList<>();
        try (JdbcCatalog catalog = (JdbcCatalog) CatalogUtil.buildIcebergCatalog(
                        "iceberg", EvidentTable.catalogProperties(directory), new Configuration());
                CloseableIterable<Record> read = IcebergGenerics.read(
                                catalog.loadTable(TableIdentifier.of("db", "evidence_holds")))
                        .build()) {
            read.forEach(rows::add);
        }
        assertThat(rows)
                .extracting(
                        row -> row.getField("epoch"),
                        row -> row.getField("action"),
                        row -> row.getField("hold_id"),
                        row -> row.getField("reason"),
                        row -> row.getField("table_name"),
                        row -> row.getField("predicate"))
                .containsExactlyInAnyOrder(
                        tuple(1L, "place", "case-7", "litigation", "events", "id < 10"),
                        tuple(2L, "release", "case-7", "settled", "events", "id < 10"),
                        tuple(3L, "place", "case-8", "litigation", "events", "id > 10"));
        assertThat(rows).allSatisfy(row -> {
            String path = (String) row.getField("statement_path");
            assertThat(Sha256.hex(Files.readAllBytes(EvidentTable.onDisk(path))))
                    .isEqualTo(row.getField("statement_sha256"));
        });
    }

    @Test
    void saysWhatIsMissingOfAHold() {
        place("case-7", "id >= 0");
        events.table().manageSnapshots().removeBranch("hold-case-7").commit();

        CommandRun run = run("list");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("branch     MISSING");
        assertThat(place("case-7", "id >= 0").exitCode()).isZero();
        assertThat(run("list").exitCode()).isZero();
    }

    @Test
    void refusesInWordsThatHelp() throws IOException {
        assertThat(place("case-7", "idd = 1").err()).contains("has no column idd. Did you mean id?");
        assertThat(place("case-7", "id = ").err()).contains("Cannot use predicate: it ends where a value");
        assertThat(place("case 7", "id = 1").err()).contains("Cannot name a hold so");
        assertThat(release("case-7").err()).contains("Cannot release hold case-7: the table has none of this id");
        assertThat(run(
                                "export",
                                "--id",
                                "case-7",
                                "--to",
                                directory.resolve("out").toString())
                        .err())
                .contains("Cannot export hold case-7: table db.events has none of this id");
        Files.writeString(key, "no key");
        CommandRun run = place("case-7", "id = 1");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("affidavit: Cannot").doesNotContain("Exception");
        assertThat(events.table().refs()).containsOnlyKeys("main");
    }

    @Test
    void believesNoHoldThatNoTrustedKeySigned() throws IOException {
        place("case-7", "id >= 0");
        Files.writeString(trust, SigningKey.generate().verificationKey().toPem());

        CommandRun run = run("list", "--trust", trust.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("Cannot tell the holds").contains("is not signed by a trusted key");
    }

    @Test
    void exportsAndChecksWithoutTheTable() throws IOException {
        place("case-7", "id < 10 and prompt starts with 'tell'");
        Path to = directory.resolve("out");

        CommandRun exported = run("export", "--id", "case-7", "--to", to.toString());
        events.close();

        assertThat(exported.err()).isEmpty();
        assertThat(exported.out()).startsWith("Exported 20 records of hold case-7 from 2 files to " + to);
        CommandRun checked = CommandRun.of("hold", "check", to.toString(), "--trust", trust.toString());
        assertThat(checked.err()).isEmpty();
        assertThat(checked.exitCode()).isZero();
        assertThat(checked.out()).startsWith("20 records").contains("OK: ");
        Path records = to.resolve("records.jsonl");
        Files.writeString(records, Files.readString(records).replace("tell me about 3", "tell me about 4"));
        CommandRun tampered = CommandRun.of("hold", "check", to.toString(), "--trust", trust.toString(), "--json");
        assertThat(tampered.exitCode()).isEqualTo(1);
        assertThat(((List<?>) ((Map<?, ?>) JsonText.parse(tampered.out())).get("findings")))
                .hasSize(3);
        assertThat(CommandRun.of("hold", "check", directory.toString(), "--trust", trust.toString())
                        .err())
                .contains("holds no manifest.json");
    }

    @Test
    void exportsIntoNoDirectoryThatHasFiles() {
        place("case-7", "id < 10");

        CommandRun run = run("export", "--id", "case-7", "--to", directory.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("it is not empty");
    }

    private CommandRun place(String id, String where) {
        return run(
                "place",
                "--id",
                id,
                "--matter",
                "4711/26",
                "--reason",
                "litigation",
                "--where",
                where,
                "--by",
                "R. Counsel",
                "--key",
                key.toString());
    }

    private CommandRun release(String id) {
        return run("release", "--id", id, "--reason", "settled", "--by", "R. Counsel", "--key", key.toString());
    }

    private CommandRun verify() {
        List<String> args = new ArrayList<>(List.of("verify", "--trust", trust.toString()));
        return on(args);
    }

    private CommandRun run(String command, String... more) {
        List<String> args = new ArrayList<>(List.of("hold", command));
        args.addAll(List.of(more));
        return on(args);
    }

    private CommandRun on(List<String> args) {
        args.addAll(List.of("--table", "db.events"));
        EvidentTable.catalogProperties(directory).forEach((name, value) -> {
            args.add("-C");
            args.add("iceberg.catalog." + name + "=" + value);
        });
        return CommandRun.of(args.toArray(String[]::new));
    }
}

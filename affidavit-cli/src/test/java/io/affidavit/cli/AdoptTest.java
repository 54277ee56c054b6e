/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.adopt.ForeignEngine;
import io.affidavit.archive.evidence.EvidentTable;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.key.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code affidavit adopt}, run as a user runs it after another engine's compaction. */
class AdoptTest {

    private static final SigningKey KEY = SigningKey.generate();

    @TempDir
    private Path directory;

    private EvidentTable events;
    private ForeignEngine foreign;
    private Path trust;
    private Path key;

    @BeforeEach
    void archive() throws IOException {
        events = EvidentTable.create(directory, KEY);
        foreign = new ForeignEngine(events);
        events.archive(1_000, 20_000);
        events.archive(500, 20_000);
        trust = Files.writeString(
                directory.resolve("trusted-keys.pem"), KEY.verificationKey().toPem());
        key = Files.writeString(directory.resolve("signing-key.pem"), KEY.toPem());
    }

    @AfterEach
    void close() {
        events.close();
    }

    private CommandRun run(String command, String... more) {
        List<String> args = new ArrayList<>(List.of(command, "--table", "db.events"));
        EvidentTable.catalogProperties(directory).forEach((name, value) -> {
            args.add("-C");
            args.add("iceberg.catalog." + name + "=" + value);
        });
        args.addAll(List.of(more));
        return CommandRun.of(args.toArray(String[]::new));
    }

    @Test
    void adoptsWhatHoldsTheAttestedRows() {
        // Given
        List<Record> rows = foreign.rows(foreign.live());
        Collections.shuffle(rows, new java.util.Random(11));
        foreign.replace(rows);

        // When
        CommandRun before = run("verify", "--trust", trust.toString());
        CommandRun tried = run("adopt", "--dry-run");
        CommandRun adopted = run("adopt", "--key", key.toString(), "--by", "j.doe");
        CommandRun after = run("verify", "--trust", trust.toString());
        CommandRun again = run("adopt", "--key", key.toString());

        // Then
        assertThat(before.out()).contains("unattested-rewrite");
        assertThat(tried.exitCode()).isZero();
        assertThat(tried.out())
                .contains("1,500 rows of 2 attested files are the rows of 1 new files: would be adopted");
        assertThat(adopted.exitCode()).isZero();
        assertThat(adopted.out())
                .contains("adopted by statement 3")
                .endsWith(String.format("OK: every rewrite is adopted.%n"));
        assertThat(after.exitCode()).isZero();
        assertThat(after.out()).contains("statements  3");
        assertThat(again.out()).contains("OK: nothing is to be adopted.");
    }

    @Test
    void attestsNothingWhereARowIsMissing() {
        // Given
        List<Record> rows = foreign.rows(foreign.live());
        rows.remove(77);
        foreign.replace(rows);

        // When
        CommandRun run = run("adopt", "--key", key.toString(), "--json");

        // Then
        assertThat(run.exitCode()).isEqualTo(1);
        Map<?, ?> json = (Map<?, ?>) JsonText.parse(run.out());
        assertThat(json.get("ok")).isEqualTo(false);
        assertThat((List<?>) json.get("statements")).isEmpty();
        assertThat(json.get("refusals").toString())
                .contains("1 attested rows are in none of the new files, one is row 77 of")
                .doesNotContain("tell me");
        assertThat(run("adopt", "--key", key.toString()).out())
                .endsWith(String.format("REFUSED: nothing was attested.%n"));
        assertThat(run("verify", "--trust", trust.toString()).out()).contains("statements  2");
    }

    @Test
    void needsAKeyToSign() {
        CommandRun run = run("adopt");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("give the signing key with --key, or use --dry-run");
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.evidence.EvidentTable;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.key.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Erasure from the command line, run as a user runs it. */
class EraseTest {

    private static final SigningKey KEY = SigningKey.generate();
    private static final String TOKEN = "p1.k1.AAAAAAAAAAAAAAAAAAAAAA";
    private static final String NAME = "ada.lovelace";

    @TempDir
    private Path directory;

    private EvidentTable events;
    private AttestedFile file;
    private Path key;
    private Path trust;

    @BeforeEach
    void archive() throws IOException {
        events = EvidentTable.create(directory, KEY);
        file = events.archive(20_454, List.of("one", "tell " + TOKEN, NAME, "two"));
        key = Files.writeString(directory.resolve("signing-key.pem"), KEY.toPem());
        trust = Files.writeString(
                directory.resolve("trusted-keys.pem"), KEY.verificationKey().toPem());
    }

    @AfterEach
    void close() {
        events.close();
    }

    @Test
    void planSaysWhatWouldGoAndChangesNothing() {
        CommandRun run = erase("plan", "--subject", "prompt=" + TOKEN);

        assertThat(run.exitCode()).as(run.err() + run.out()).isZero();
        assertThat(run.out())
                .contains("would erase 1 of 1 rows of the subject, in 1 files", "not covered: topics")
                .doesNotContain(TOKEN);
        assertThat(isStored()).isTrue();
        assertThat(verify().exitCode()).isZero();
    }

    @Test
    void erasesCertifiesAndVerifies() {
        // When
        CommandRun run = run("--subject", "prompt=" + TOKEN);

        // Then
        assertThat(run.exitCode()).as(run.err() + run.out()).isZero();
        assertThat(run.out())
                .contains("erased 1 of 1 rows", "signed by statement 2", "complete, certified by statement 3")
                .doesNotContain(TOKEN);
        assertThat(isStored()).isFalse();
        assertThat(verify().out()).containsPattern("rows +3\n");
        assertThat(verify().exitCode()).isZero();
        CommandRun status = erase("status");
        assertThat(status.exitCode()).isZero();
        assertThat(status.out()).contains("ticket DSR-17, 1 rows of 1 files: certified by statement 3");
        CommandRun again = run("--subject", "prompt=" + TOKEN);
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).contains("erased 0 of 0 rows");
    }

    @Test
    void takesPlainValuesFromAFileAlone() throws IOException {
        Path subjects = Files.writeString(directory.resolve("subjects"), "prompt=" + NAME + "\n\n");

        CommandRun run = run("--subjects", subjects.toString(), "--json");

        // The row with another's pseudonym may be of the same person
        assertThat(run.exitCode()).as(run.err() + run.out()).isEqualTo(1);
        Map<?, ?> json = (Map<?, ?>) JsonText.parse(run.out());
        assertThat(json.get("rows")).isEqualTo(1L);
        assertThat(json.get("uncertain")).isEqualTo(1L);
        assertThat((String) json.get("opening")).hasSize(64);
        assertThat(((Map<?, ?>) json.get("subject")).get("subject/1").toString())
                .startsWith("prompt hmac-sha256:");
        assertThat(run.out() + run.err()).doesNotContain(NAME);

        CommandRun refused = run("--subject", "prompt=" + NAME);
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("--subjects").doesNotContain(NAME);
    }

    @Test
    void saysWhichHoldKeepsWhat() {
        CommandRun hold = execute(new ArrayList<>(List.of(
                "hold",
                "place",
                "--table",
                "db.events",
                "--id",
                "case-7",
                "--matter",
                "4711/26",
                "--reason",
                "litigation",
                "--by",
                "R. Counsel",
                "--key",
                key.toString(),
                "--where",
                "event_id = '20454-1'")));
        assertThat(hold.exitCode()).as(hold.err()).isZero();

        CommandRun plan = erase("plan", "--subject", "prompt=" + TOKEN, "--json");
        CommandRun run = run("--subject", "prompt=" + TOKEN);

        assertThat(plan.exitCode()).isEqualTo(1);
        Map<?, ?> json = (Map<?, ?>) JsonText.parse(plan.out());
        assertThat(json.get("heldByHold")).isEqualTo(Map.of("case-7", 1L));
        Map<?, ?> row = (Map<?, ?>) ((List<?>) json.get("heldRows")).get(0);
        assertThat(row.get("row")).isEqualTo(1L);
        assertThat(row.get("holds")).isEqualTo(List.of("case-7"));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("erased 0 of 1 rows", "1 rows stay: hold case-7 is about them, or may be");
        assertThat(isStored()).isTrue();
    }

    @Test
    void resumesWhatWaits() {
        events.table()
                .manageSnapshots()
                .createBranch("audit", events.table().currentSnapshot().snapshotId())
                .commit();
        CommandRun waits = run("--subject", "prompt=" + TOKEN);
        assertThat(waits.exitCode()).isEqualTo(1);
        assertThat(waits.out()).contains("pending, 1 files are reached by a branch or tag");
        assertThat(erase("status").exitCode()).isEqualTo(1);
        assertThat(resume().exitCode()).isEqualTo(1);

        events.table().manageSnapshots().removeBranch("audit").commit();
        CommandRun resumed = resume();

        assertThat(resumed.exitCode()).as(resumed.err()).isZero();
        assertThat(resumed.out()).contains("complete, certified by statement");
        assertThat(isStored()).isFalse();
        assertThat(resume().out()).contains("no open erasure");
    }

    @Test
    void refusesWhoApprovesTheOwnRequest() {
        CommandRun run = erase(
                "run",
                "--subject",
                "prompt=" + TOKEN,
                "--requester",
                "j.doe",
                "--approver",
                "J.Doe",
                "--legal-basis",
                "request",
                "--ticket",
                "DSR-17",
                "--by",
                "j.doe",
                "--key",
                key.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("cannot approve the own request");
        assertThat(isStored()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nowhere=p1.k1.AAAAAAAAAAAAAAAAAAAAAA", "event_time=p1.k1.AAAAAAAAAAAAAAAAAAAAAA", "prompt"})
    void refusesSubjectsItCannotLookFor(String subject) {
        CommandRun run = erase("plan", "--subject", subject);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("Cannot look for a subject").doesNotContain("AAAA");
    }

    private CommandRun run(String... more) {
        List<String> args = new ArrayList<>(List.of(more));
        args.addAll(List.of(
                "--requester",
                "j.doe",
                "--approver",
                "a.smith",
                "--legal-basis",
                "request of the subject",
                "--ticket",
                "DSR-17",
                "--by",
                "operator",
                "--key",
                key.toString()));
        return erase("run", args.toArray(String[]::new));
    }

    private CommandRun resume() {
        return erase("resume", "--by", "operator", "--key", key.toString());
    }

    private CommandRun verify() {
        return execute(new ArrayList<>(List.of("verify", "--table", "db.events", "--trust", trust.toString())));
    }

    private CommandRun erase(String subcommand, String... more) {
        List<String> args = new ArrayList<>(List.of("erase", subcommand, "--table", "db.events"));
        args.addAll(List.of(more));
        return execute(args);
    }

    private CommandRun execute(List<String> args) {
        EvidentTable.catalogProperties(directory).forEach((name, value) -> {
            args.add("-C");
            args.add("iceberg.catalog." + name + "=" + value);
        });
        return CommandRun.of(args.toArray(String[]::new));
    }

    private boolean isStored() {
        return Files.exists(EvidentTable.onDisk(file.path()));
    }
}

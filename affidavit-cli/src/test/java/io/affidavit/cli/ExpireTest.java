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
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Expiry from the command line, run as a user runs it. */
class ExpireTest {

    private static final SigningKey KEY = SigningKey.generate();

    @TempDir
    private Path directory;

    private EvidentTable events;
    private AttestedFile old;
    private AttestedFile young;
    private Path policy;
    private Path key;
    private Path trust;

    @BeforeEach
    void archive() throws IOException {
        events = EvidentTable.create(directory, KEY);
        old = events.archive(1_000, (int) LocalDate.of(2020, 1, 1).toEpochDay());
        young = events.archive(
                500, (int) LocalDate.now(java.time.ZoneOffset.UTC).toEpochDay());
        policy = Files.writeString(directory.resolve("policy.yml"), """
                id: terms
                version: 1
                retention:
                  std-1y: {duration: 1y}
                """);
        key = Files.writeString(directory.resolve("signing-key.pem"), KEY.toPem());
        trust = Files.writeString(
                directory.resolve("trusted-keys.pem"), KEY.verificationKey().toPem());
    }

    @AfterEach
    void close() {
        events.close();
    }

    @Test
    void dryRunSaysWhatWouldGoAndChangesNothing() {
        CommandRun run = expire("run", "--policy", policy.toString(), "--dry-run");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("would drop 1,000 rows in 1 files", "std-1y 2020-01-01: 1,000 rows");
        assertThat(isStored(old)).isTrue();
        assertThat(run("verify", "--trust", trust.toString()).exitCode()).isZero();
    }

    @Test
    void dropsThenDeletesThenVerifies() {
        // When
        CommandRun drop = run(0, "--grace", "0s");
        CommandRun delete = run(0, "--grace", "0s");

        // Then
        assertThat(drop.out()).contains("dropped 1,000 rows in 1 files", "open: expiry ");
        assertThat(delete.out()).contains("complete, certified by statement 4").doesNotContain("open:");
        assertThat(isStored(old)).isFalse();
        assertThat(isStored(young)).isTrue();
        assertThat(run("verify", "--trust", trust.toString()).exitCode()).isZero();
    }

    @Test
    void undoesWithinTheGrace() {
        CommandRun drop = run(0, "--json");
        String id = (String) ((Map<?, ?>) ((List<?>) json(drop).get("open")).get(0)).get("id");

        // When
        CommandRun undo =
                expire("undo", "--id", id, "--reason", "a matter came up", "--by", "counsel", "--key", key.toString());

        // Then
        assertThat(undo.exitCode()).as(undo.err()).isZero();
        assertThat(undo.out()).contains("is undone, by statement 4");
        assertThat(run("verify", "--trust", trust.toString()).exitCode()).isZero();
        CommandRun again =
                expire("undo", "--id", id, "--reason", "a matter came up", "--by", "counsel", "--key", key.toString());
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("no open removal of this id");
    }

    @Test
    void reportsClassesThatThePolicyDoesNotName() {
        events.archive(3, 18_000, "unheard-of");

        CommandRun run = run(1);

        assertThat(run.out()).contains("1 files of class unheard-of are kept: the policy does not name it");
    }

    @Test
    void needsAKeyToChangeAnything() {
        CommandRun run = expire("run", "--policy", policy.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--key", "--dry-run");
    }

    @Test
    void refusesPoliciesAndDurationsItCannotRead() throws IOException {
        Files.writeString(policy, "retention: {a: {duration: fortnight}}");
        assertThat(run(2).err()).contains("policy.yml");
        Files.writeString(policy, "id: terms\nversion: 1\n");
        assertThat(run(2, "--grace", "soon").err()).contains("--grace");
        assertThat(isStored(old)).isTrue();
    }

    private CommandRun run(int exitCode, String... more) {
        List<String> args = new ArrayList<>(List.of("--policy", policy.toString(), "--key", key.toString()));
        args.addAll(List.of(more));
        CommandRun run = expire("run", args.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err() + run.out()).isEqualTo(exitCode);
        return run;
    }

    private CommandRun expire(String subcommand, String... more) {
        List<String> args = new ArrayList<>(List.of("expire", subcommand, "--table", "db.events"));
        args.addAll(List.of(more));
        return execute(args);
    }

    private CommandRun run(String command, String... more) {
        List<String> args = new ArrayList<>(List.of(command, "--table", "db.events"));
        args.addAll(List.of(more));
        return execute(args);
    }

    private CommandRun execute(List<String> args) {
        EvidentTable.catalogProperties(directory).forEach((key, value) -> {
            args.add("-C");
            args.add("iceberg.catalog." + key + "=" + value);
        });
        return CommandRun.of(args.toArray(String[]::new));
    }

    private static Map<?, ?> json(CommandRun run) {
        return (Map<?, ?>) JsonText.parse(run.out());
    }

    private static boolean isStored(AttestedFile file) {
        return Files.exists(EvidentTable.onDisk(file.path()));
    }
}

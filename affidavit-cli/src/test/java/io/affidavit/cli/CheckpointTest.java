/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.evidence.EvidentTable;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.core.key.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.UpdateProperties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code affidavit checkpoint} and {@code verify --noted}, run as a user runs them. */
class CheckpointTest {

    private static final SigningKey KEY = SigningKey.generate();

    @TempDir
    private Path directory;

    private EvidentTable events;
    private Path trust;
    private Path key;

    @BeforeEach
    void archive() throws IOException {
        events = EvidentTable.create(directory, KEY);
        trust = Files.writeString(
                directory.resolve("trusted-keys.pem"), KEY.verificationKey().toPem());
        key = Files.writeString(directory.resolve("signing-key.pem"), KEY.toPem());
        for (int i = 0; i < 3; i++) {
            events.archive(10, 20_000 + i);
        }
    }

    @AfterEach
    void close() {
        events.close();
    }

    private CommandRun run(List<String> command, String... more) {
        List<String> args = new ArrayList<>(command);
        args.addAll(List.of("--table", "db.events", "--trust", trust.toString()));
        EvidentTable.catalogProperties(directory).forEach((name, value) -> {
            args.add("-C");
            args.add("iceberg.catalog." + name + "=" + value);
        });
        args.addAll(List.of(more));
        return CommandRun.of(args.toArray(String[]::new));
    }

    private Path make(String name) {
        Path out = directory.resolve(name);
        CommandRun run = run(List.of("checkpoint", "make"), "--key", key.toString(), "--out", out.toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        return out;
    }

    private CommandRun check(Path checkpoint) {
        return run(List.of("checkpoint", "check", checkpoint.toString()));
    }

    private CommandRun verify(Path checkpoint) {
        return run(List.of("verify"), "--noted", checkpoint.toString());
    }

    @Test
    void provesThatTheTableContinuesWhatWasKept() {
        // Given
        Path old = make("old.txt");
        events.archive(10, 20_003);
        events.archive(10, 20_004);
        Path young = make("new.txt");
        Path proof = directory.resolve("proof.txt");

        // When
        CommandRun proven =
                run(List.of("checkpoint", "prove", old.toString(), young.toString()), "--out", proof.toString());
        CommandRun offline = CommandRun.of(
                "checkpoint", "check", old.toString(), "--proof", proof.toString(), "--trust", trust.toString());

        // Then
        assertThat(check(old).out()).startsWith("OK: the 5 statements of db.events continue the 3");
        assertThat(verify(old).exitCode()).isZero();
        assertThat(proven.out()).contains("5 statements continue 3");
        assertThat(proof).content().startsWith("old 3\n");
        assertThat(offline.out()).startsWith("OK: 5 statements continue the 3 of the checkpoint");
        assertThat(CommandRun.of(
                                "checkpoint",
                                "check",
                                young.toString(),
                                "--proof",
                                proof.toString(),
                                "--trust",
                                trust.toString())
                        .exitCode())
                .isEqualTo(1);
    }

    @Test
    void noticesATableThatWasPutBackAndWentOnOtherwise() throws IOException {
        // Given
        Path kept = make("kept.txt");
        StatementRef first = firstStatement();
        long oldest = events.table().snapshots().iterator().next().snapshotId();
        events.table().manageSnapshots().rollbackTo(oldest).commit();
        UpdateProperties properties = events.table().updateProperties();
        first.toProperties().forEach(properties::set);
        properties.commit();

        // Then while it is shorter, and when it has grown again with statements of the same key
        assertThat(check(kept).out()).startsWith("FAILED: the checkpoint is of 3 statements, the table has only 1");
        assertThat(verify(kept).out()).contains("rolled-back  checkpoint of 3 statements");
        events.archive(10, 20_005);
        events.archive(10, 20_006);
        assertThat(check(kept).out()).startsWith("FAILED: the table begins with other statements");
        assertThat(verify(kept).out()).contains("the chain begins with other statements");
        assertThat(verify(kept).exitCode()).isEqualTo(1);
    }

    private StatementRef firstStatement() throws IOException {
        return StatementRef.from(events.table().snapshots().iterator().next().summary())
                .orElseThrow();
    }

    @Test
    void countsOnlyCheckpointsThatATrustedKeySigned() throws IOException {
        Path kept = make("kept.txt");
        Path forged = Files.writeString(
                directory.resolve("forged.txt"), Files.readString(kept).replace("\n3\n", "\n2\n"));
        Path strange = directory.resolve("strange.txt");
        Path other = Files.writeString(
                directory.resolve("other-key.pem"), SigningKey.generate().toPem());
        run(List.of("checkpoint", "make"), "--key", other.toString(), "--out", strange.toString());

        assertThat(check(forged).exitCode()).isEqualTo(2);
        assertThat(check(forged).err()).contains("its signature does not fit it");
        assertThat(verify(strange).exitCode()).isEqualTo(2);
        assertThat(verify(strange).err()).contains("no key of the trust file signed it");
        assertThat(verify(directory.resolve("nowhere.txt")).exitCode()).isEqualTo(2);
    }

    @Test
    void signsNothingOfAChainThatDoesNotHold() {
        EvidentTable.overwrite(
                StatementRef.from(events.table().properties()).orElseThrow().path(), bytes -> {
                    bytes[bytes.length / 2] ^= 1;
                    return bytes;
                });
        Path out = directory.resolve("none.txt");

        CommandRun run = run(List.of("checkpoint", "make"), "--key", key.toString(), "--out", out.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).startsWith("FAILED").contains("statement-altered");
        assertThat(out).doesNotExist();
    }
}

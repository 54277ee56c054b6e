/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.affidavit.archive.commit.Backoff;
import io.affidavit.archive.commit.ChangeCommitter;
import io.affidavit.archive.commit.KeyChange;
import io.affidavit.archive.evidence.EvidentTable;
import io.affidavit.archive.evidence.checkpoint.Checkpoint;
import io.affidavit.archive.evidence.proof.ProofCodec;
import io.affidavit.archive.evidence.proof.Prover;
import io.affidavit.archive.evidence.statement.KeyStatement;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.evidence.verify.Verifier;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.key.TrustedKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The script of the documentation, which shares nothing with the first verifier, comes to the same verdicts. */
class SecondVerifierTest extends SecondVerifierFixture {

    @Test
    void passesAnUntouchedTable() throws Exception {
        Run run = table();

        assertThat(run.out()).isEqualTo("OK: 2 statements, 2 files, 150 rows.\n");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void recomputesEveryRow() throws Exception {
        assumeTrue(succeeds("python3", "-c", "import pyarrow.parquet"), "no pyarrow");

        assertThat(table("--rows").out()).isEqualTo("OK: 2 statements, 2 files, 150 rows.\n");
    }

    @Test
    void namesTheFileOfAFlippedByte() throws Exception {
        EvidentTable.flipByte(first.path(), first.length() / 3);

        assertFound(table(), "file-altered  " + first.path());
    }

    @Test
    void namesAMissingFileAndAMissingStatement() throws Exception {
        StatementRef head = StatementRef.from(events.table().properties()).orElseThrow();
        Files.delete(EvidentTable.onDisk(first.path()));
        assertFound(table(), "file-missing  " + first.path());

        Files.delete(EvidentTable.onDisk(head.path()));
        assertFound(table(), "statement-missing  " + head.path());
    }

    @Test
    void namesAnAlteredStatement() throws Exception {
        StatementRef head = StatementRef.from(events.table().properties()).orElseThrow();
        EvidentTable.overwrite(
                head.path(),
                bytes -> new String(bytes, UTF_8)
                        .replaceFirst("\"sig\":\"..", "\"sig\":\"AA")
                        .getBytes(UTF_8));

        Run run = table();

        assertFound(run, "statement-altered  " + head.path());
        assertFound(run, "bad-signature  " + head.path());
    }

    @Test
    void namesAFileThatNobodyAttests() throws Exception {
        EvidentTable.Written intruder = events.write(5, 20_002);
        events.table().newAppend().appendFile(intruder.file()).commit();

        assertFound(table(), "unattested-file  " + intruder.attested().path());
    }

    @Test
    void trustsNoStrangersAndNoTableThatWasPutBack() throws Exception {
        Files.writeString(trust, SigningKey.generate().verificationKey().toPem());
        assertFound(table(), "untrusted-key");

        Files.writeString(trust, KEY.verificationKey().toPem());
        String later = "ab".repeat(32);
        assertFound(table("--noted", later), "rolled-back  " + later);
    }

    @Test
    void knowsCheckpointsThatWereNoted() throws Exception {
        // Given
        String uuid = events.table().uuid().toString();
        List<byte[]> leaves = Verifier.chain(events.table(), TrustedKeys.of(KEY.verificationKey()))
                .leafHashes(2);
        byte[] early = Checkpoint.of(uuid, leaves.subList(0, 1)).sign(KEY).toBytes();
        Path kept = Files.write(directory.resolve("kept.txt"), early);
        Path newest = Files.write(
                directory.resolve("newest.txt"),
                Checkpoint.of(uuid, leaves).sign(KEY).toBytes());
        Path longer = Files.write(
                directory.resolve("longer.txt"),
                Checkpoint.of(uuid, List.of(leaves.get(0), leaves.get(1), leaves.get(0)))
                        .sign(KEY)
                        .toBytes());
        Path other = Files.write(
                directory.resolve("other.txt"),
                Checkpoint.of("another", leaves).sign(KEY).toBytes());
        Path forged =
                Files.writeString(directory.resolve("forged.txt"), new String(early, UTF_8).replace("\n1\n", "\n2\n"));
        Path strange = Files.write(
                directory.resolve("strange.txt"),
                Checkpoint.of(uuid, leaves).sign(SigningKey.generate()).toBytes());

        // Then
        assertThat(table("--noted", kept.toString(), "--noted", newest.toString())
                        .out())
                .isEqualTo("OK: 2 statements, 2 files, 150 rows.\n");
        assertFound(table("--noted", longer.toString()), "rolled-back  " + longer);
        assertFound(table("--noted", other.toString()), "a checkpoint of another table");
        assertFound(table("--noted", forged.toString()), "bad-signature  " + forged);
        assertFound(table("--noted", strange.toString()), "untrusted-key  " + strange);
    }

    @Test
    void followsKeysThatTheChainNamesAndRetires() throws Exception {
        // Given
        SigningKey young = SigningKey.generate();
        rotate(new KeyChange(KeyStatement.Action.ADD, young.verificationKey(), "yearly"), KEY);
        events.archive(10, 20_002, young);
        rotate(new KeyChange(KeyStatement.Action.RETIRE, KEY.verificationKey(), "yearly"), young);
        Run good = table();

        // When
        events.archive(10, 20_002, KEY);
        Run retired = table();
        SigningKey stranger = SigningKey.generate();
        rotate(new KeyChange(KeyStatement.Action.ADD, stranger.verificationKey(), "no"), stranger);

        // Then
        assertThat(good.out()).isEqualTo("OK: 5 statements, 3 files, 160 rows.\n");
        assertFound(retired, "retired-key");
        assertFound(table(), "untrusted-key");
    }

    @Test
    void checksTheProofOfARecord() throws Exception {
        // Given
        byte[] proof = ProofCodec.encode(
                new Prover(events.table()).prove("event_id", "20000-42").orElseThrow());
        Path whole = Files.write(directory.resolve("proof.json"), proof);
        Path forged = Files.writeString(
                directory.resolve("forged.json"), new String(proof, UTF_8).replace("\"index\":42", "\"index\":43"));

        // Then
        Run good = run("proof", whole);
        assertThat(good.out()).startsWith("OK: row 42 of 100 in " + first.path());
        assertThat(good.exitCode()).isZero();
        assertFound(run("proof", forged), "does not lead to the attested root");
    }

    @Test
    void tellsNothingOfWhatItCannotRead() throws Exception {
        Path noise = Files.writeString(directory.resolve("noise"), "{\"canary-secret\"");

        Run run = run("proof", noise);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).startsWith("Cannot check proof").doesNotContain("canary");
    }

    private void rotate(KeyChange change, SigningKey signer) {
        new ChangeCommitter(events.table(), signer, "test", Backoff.within(Duration.ofSeconds(5)), Clock.systemUTC())
                .commit(change);
    }
}

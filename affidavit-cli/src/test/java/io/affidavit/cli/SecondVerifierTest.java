/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.affidavit.archive.adopt.Adopter;
import io.affidavit.archive.adopt.ForeignEngine;
import io.affidavit.archive.commit.Backoff;
import io.affidavit.archive.commit.ChangeCommitter;
import io.affidavit.archive.commit.KeyChange;
import io.affidavit.archive.commit.TableChange;
import io.affidavit.archive.erase.Eraser;
import io.affidavit.archive.erase.ErasureRequest;
import io.affidavit.archive.erase.Subject;
import io.affidavit.archive.erase.SubjectTerm;
import io.affidavit.archive.evidence.EvidentTable;
import io.affidavit.archive.evidence.checkpoint.Checkpoint;
import io.affidavit.archive.evidence.hash.LeafRange;
import io.affidavit.archive.evidence.proof.ProofCodec;
import io.affidavit.archive.evidence.proof.Prover;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.ChangeStatement;
import io.affidavit.archive.evidence.statement.Derivation;
import io.affidavit.archive.evidence.statement.KeyStatement;
import io.affidavit.archive.evidence.statement.Origin;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.evidence.statement.StatementHead;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.evidence.verify.Verifier;
import io.affidavit.archive.expiry.Expirer;
import io.affidavit.archive.expiry.ExpiryPlan;
import io.affidavit.archive.hold.HoldOrder;
import io.affidavit.archive.hold.HoldPredicate;
import io.affidavit.archive.hold.LegalHolds;
import io.affidavit.archive.intent.Intents;
import io.affidavit.archive.removal.Holding;
import io.affidavit.archive.removal.Remover;
import io.affidavit.archive.removal.Upkeep;
import io.affidavit.archive.retention.Retention;
import io.affidavit.archive.rewrite.FileRewriter;
import io.affidavit.archive.rewrite.Rewritten;
import io.affidavit.archive.rewrite.Source;
import io.affidavit.archive.seal.SealTerms;
import io.affidavit.archive.seal.Sealer;
import io.affidavit.archive.table.ArchivePartition;
import io.affidavit.archive.table.Custody;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.key.TrustedKeys;
import io.affidavit.core.policy.PolicyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script of the documentation, which shares nothing with the first verifier, comes to the same verdicts. */
class SecondVerifierTest {

    private static final SigningKey KEY = SigningKey.generate();

    @TempDir
    private Path directory;

    private EvidentTable events;
    private AttestedFile first;
    private Path trust;

    private record Run(int exitCode, String out) {}

    @BeforeAll
    static void needsPython() {
        assumeTrue(
                succeeds("python3", "-c", "import sys; sys.exit(sys.version_info < (3, 9))"), "no Python 3.9 or later");
    }

    @BeforeEach
    void archive() throws IOException {
        events = EvidentTable.create(directory, KEY);
        first = events.archive(100, 20_000);
        events.archive(50, 20_001);
        trust = Files.writeString(
                directory.resolve("trusted-keys.pem"), KEY.verificationKey().toPem());
    }

    @AfterEach
    void close() {
        events.close();
    }

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
    void followsASignedRemoval() throws Exception {
        new ChangeCommitter(events.table(), KEY, "test", Backoff.within(Duration.ofSeconds(5)), Clock.systemUTC())
                .commit(new Removal(first));

        assertThat(table().out()).isEqualTo("OK: 3 statements, 1 files, 50 rows.\n");
    }

    @Test
    void passesATableThatASubjectWasErasedFrom() throws Exception {
        events.archive(20_002, List.of("one", "tell p1.k1.AAAAAAAAAAAAAAAAAAAAAA", "two"));
        events.archive(20_003, List.of("p1.k1.AAAAAAAAAAAAAAAAAAAAAA asks"));
        Eraser eraser = new Eraser(
                new Upkeep(events::fresh, Holding::of, KEY, "test", Duration.ofSeconds(20), Clock.systemUTC()));
        Subject subject = Subject.of(List.of(new SubjectTerm("prompt", "p1.k1.AAAAAAAAAAAAAAAAAAAAAA")));

        eraser.erase(
                eraser.plan(subject),
                new ErasureRequest("j.doe", "a.smith", "request of the subject", "DSR-17"),
                Duration.ZERO);
        assertThat(eraser.advance()).hasSize(1);

        assertThat(table().out()).isEqualTo("OK: 6 statements, 3 files, 152 rows.\n");
        if (succeeds("python3", "-c", "import pyarrow.parquet")) {
            assertThat(table("--rows").out()).isEqualTo("OK: 6 statements, 3 files, 152 rows.\n");
        }
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

    private void rotate(KeyChange change, SigningKey signer) {
        new ChangeCommitter(events.table(), signer, "test", Backoff.within(Duration.ofSeconds(5)), Clock.systemUTC())
                .commit(change);
    }

    @Test
    void followsAnAdoption() throws Exception {
        // Given
        ForeignEngine foreign = new ForeignEngine(events);
        DataFile other = foreign.live().stream()
                .filter(file -> file.location().equals(first.path()))
                .findFirst()
                .orElseThrow();
        foreign.replace(List.of(other), foreign.rows(List.of(other)));
        Run before = table();

        // When
        Adopter adopter = new Adopter(events::fresh);
        adopter.adopt(adopter.plan(), KEY, "test", Duration.ofSeconds(20), Clock.systemUTC());

        // Then
        assertFound(before, "unattested-file");
        assertThat(table().out()).isEqualTo("OK: 3 statements, 2 files, 150 rows.\n");
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

    @Test
    void followsExpiriesAndNamesFilesThatAreThereDespiteTheirCertificate() throws Exception {
        Path stored = EvidentTable.onDisk(first.path());
        byte[] bytes = Files.readAllBytes(stored);
        // a day after the first file's term
        Expirer expirer = new Expirer(new Upkeep(
                events::fresh,
                Holding::of,
                KEY,
                "keeper",
                Duration.ofSeconds(20),
                Clock.fixed(Instant.parse("2025-10-05T12:00:00Z"), ZoneOffset.UTC)));
        ExpiryPlan plan = expirer.plan(
                Retention.of(PolicyReader.read("{id: terms, version: 1, retention: {std-1y: {duration: 1y}}}")));

        // When
        expirer.drop(plan, Duration.ZERO);
        String id = expirer.remover().open().get(0).id();
        expirer.remover().undo(id, "to see it come back");
        Run undone = table();
        expirer.drop(plan, Duration.ZERO);
        expirer.remover().advance();
        Run gone = table();
        Files.write(stored, bytes);

        // Then
        assertThat(undone.out()).isEqualTo("OK: 4 statements, 2 files, 150 rows.\n");
        assertThat(gone.out()).isEqualTo("OK: 6 statements, 1 files, 50 rows.\n");
        assertFound(table(), "not-deleted");
    }

    @Test
    void followsARewriteAndComputesWhereItsRowsComeFrom() throws Exception {
        Rewritten kept = rewritten(row -> row.get(3, Long.class) % 10 > 2);
        exchange(kept, kept.derivation());

        assertThat(table().out()).isEqualTo("OK: 3 statements, 2 files, 120 rows.\n");
        assumeTrue(succeeds("python3", "-c", "import pyarrow.parquet"), "no pyarrow");
        assertThat(table("--rows").out()).isEqualTo("OK: 3 statements, 2 files, 120 rows.\n");
    }

    @Test
    void followsCarvingAndSealing() throws Exception {
        // Given a hold on five rows of a file past its term, and two files of a day within it
        Clock clock = Clock.fixed(Instant.parse("2027-01-01T12:00:00Z"), ZoneOffset.UTC);
        events.archive(10, 20_700);
        events.archive(10, 20_700);
        new LegalHolds(events.table(), KEY, "counsel", Backoff.within(Duration.ofSeconds(20)), clock)
                .place(new HoldOrder(
                        "case-7",
                        "matter",
                        "litigation",
                        HoldPredicate.parse("id < 5 and event_time < '2024-10-05T00:00:00Z'")));
        Upkeep upkeep = new Upkeep(events::fresh, Holding::of, KEY, "keeper", Duration.ofSeconds(20), clock);
        Expirer expirer = new Expirer(upkeep);
        Sealer sealer = new Sealer(upkeep);

        // When
        expirer.drop(
                expirer.plan(Retention.of(
                        PolicyReader.read("{id: terms, version: 1, retention: {std-1y: {duration: 1y}}}"))),
                Duration.ZERO);
        sealer.seal(sealer.plan(new SealTerms(Duration.ofDays(3), Duration.ZERO, 1)), Duration.ZERO);
        Run changed = table();
        new Remover(upkeep).advance();

        // Then four commits, a hold, an expiry and a seal; then two certificates
        assertThat(changed.out()).isEqualTo("OK: 7 statements, 2 files, 25 rows.\n");
        assertThat(table().out()).isEqualTo("OK: 9 statements, 2 files, 25 rows.\n");
        assumeTrue(succeeds("python3", "-c", "import pyarrow.parquet"), "no pyarrow");
        assertThat(table("--rows").out()).isEqualTo("OK: 9 statements, 2 files, 25 rows.\n");
    }

    @Test
    void findsARewriteThatIsSignedAsIfItLeftOutOthers() throws Exception {
        assumeTrue(succeeds("python3", "-c", "import pyarrow.parquet"), "no pyarrow");
        Rewritten kept = rewritten(row -> row.get(3, Long.class) >= 10);
        Origin origin = kept.derivation().origins().get(0);
        Origin other = new Origin(origin.path(), List.of(new LeafRange(20, 30)), origin.nodes());

        exchange(kept, new Derivation(kept.attested().path(), List.of(other)));

        assertFound(table("--rows"), "unfounded-rewrite  " + kept.attested().path());
    }

    private Rewritten rewritten(Predicate<StructLike> keep) {
        return new FileRewriter(events.table(), new Intents(events.table(), "test", 0, Clock.systemUTC()))
                .rewrite(new ArchivePartition("std-1y", Custody.STANDARD, 20_000), List.of(new Source(first, 0, keep)))
                .orElseThrow();
    }

    private void exchange(Rewritten added, Derivation derivation) {
        new ChangeCommitter(events.table(), KEY, "test", Backoff.within(Duration.ofSeconds(5)), Clock.systemUTC())
                .commit(new Exchange(first, added, derivation));
    }

    private static void assertFound(Run run, String finding) {
        assertThat(run.out()).contains(finding).contains("FAILED");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    private Run table(String... more) throws Exception {
        String metadata = ((BaseTable) events.table()).operations().current().metadataFileLocation();
        return run("table", EvidentTable.onDisk(metadata), more);
    }

    private Run run(String what, Path file, String... more) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("python3", "../docs/verify_evidence.py", what, file.toString(), "--trust", trust.toString()));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Run(process.waitFor(), out);
    }

    private static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private record Removal(AttestedFile file) implements TableChange {

        @Override
        public String id() {
            return "removal";
        }

        @Override
        public Statement statement(Table table, StatementHead head) {
            return new ChangeStatement(
                    head,
                    ChangeStatement.Cause.EXPIRE,
                    table.schema().schemaId(),
                    0,
                    List.of(file),
                    List.of(),
                    Map.of());
        }

        @Override
        public SnapshotUpdate<?> stage(Table table, Transaction transaction) {
            return transaction.newDelete().deleteFile(file.path());
        }
    }

    private record Exchange(AttestedFile file, Rewritten added, Derivation derivation) implements TableChange {

        @Override
        public String id() {
            return "exchange";
        }

        @Override
        public Statement statement(Table table, StatementHead head) {
            return new ChangeStatement(
                    head,
                    ChangeStatement.Cause.ERASE,
                    table.schema().schemaId(),
                    0,
                    List.of(file),
                    List.of(added.attested()),
                    List.of(derivation),
                    Map.of());
        }

        @Override
        public SnapshotUpdate<?> stage(Table table, Transaction transaction) {
            DataFile leaving = StreamSupport.stream(table.newScan().planFiles().spliterator(), false)
                    .map(FileScanTask::file)
                    .filter(live -> live.location().equals(file.path()))
                    .findFirst()
                    .orElseThrow();
            return transaction.newOverwrite().deleteFile(leaving).addFile(added.file());
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.affidavit.archive.adopt.Adopter;
import io.affidavit.archive.adopt.ForeignEngine;
import io.affidavit.archive.commit.Backoff;
import io.affidavit.archive.commit.ChangeCommitter;
import io.affidavit.archive.commit.TableChange;
import io.affidavit.archive.erase.Eraser;
import io.affidavit.archive.erase.ErasureRequest;
import io.affidavit.archive.erase.Subject;
import io.affidavit.archive.erase.SubjectTerm;
import io.affidavit.archive.evidence.EvidentTable;
import io.affidavit.archive.evidence.hash.LeafRange;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.ChangeStatement;
import io.affidavit.archive.evidence.statement.Derivation;
import io.affidavit.archive.evidence.statement.Origin;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.evidence.statement.StatementHead;
import io.affidavit.archive.expiry.Expirer;
import io.affidavit.archive.expiry.ExpiryPlan;
import io.affidavit.archive.hold.HoldOrder;
import io.affidavit.archive.hold.LegalHolds;
import io.affidavit.archive.hold.predicate.HoldPredicate;
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
import io.affidavit.core.policy.PolicyReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.junit.jupiter.api.Test;

/** The script of the documentation follows every kind of change of a table. */
class SecondVerifierChangesTest extends SecondVerifierFixture {

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

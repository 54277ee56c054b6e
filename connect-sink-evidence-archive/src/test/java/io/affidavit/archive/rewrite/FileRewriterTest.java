/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.affidavit.archive.commit.Backoff;
import io.affidavit.archive.commit.ChangeCommitter;
import io.affidavit.archive.commit.ChangeRefusedException;
import io.affidavit.archive.commit.TableChange;
import io.affidavit.archive.evidence.EvidentTable;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.ChangeStatement;
import io.affidavit.archive.evidence.statement.ChangeStatement.Cause;
import io.affidavit.archive.evidence.statement.Derivation;
import io.affidavit.archive.evidence.statement.Origin;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.evidence.statement.StatementHead;
import io.affidavit.archive.evidence.verify.Finding;
import io.affidavit.archive.evidence.verify.FindingKind;
import io.affidavit.archive.evidence.verify.Progress;
import io.affidavit.archive.evidence.verify.Verifier;
import io.affidavit.archive.intent.Intents;
import io.affidavit.archive.table.ArchivePartition;
import io.affidavit.archive.table.Custody;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.key.TrustedKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRewriterTest {

    private static final SigningKey KEY = SigningKey.generate();
    private static final int DAY = 20_000;
    private static final int ID = 3;

    @TempDir
    private Path directory;

    private EvidentTable events;
    private AttestedFile first;
    private AttestedFile second;

    @BeforeEach
    void archiveTwoFiles() {
        events = EvidentTable.create(directory, KEY);
        first = events.archive(1_000, DAY);
        second = events.archive(500, DAY);
    }

    @AfterEach
    void closeCatalog() {
        events.close();
    }

    /** Leaves the files out and puts the new one in. */
    private record Exchange(List<AttestedFile> removed, Rewritten rewritten, Derivation derivation)
            implements TableChange {

        @Override
        public String id() {
            return "exchange-" + rewritten.file().location();
        }

        @Override
        public Statement statement(Table table, StatementHead head) {
            return new ChangeStatement(
                    head,
                    Cause.ERASE,
                    table.schema().schemaId(),
                    0,
                    removed,
                    List.of(rewritten.attested()),
                    List.of(derivation),
                    Map.of());
        }

        @Override
        public SnapshotUpdate<?> stage(Table table, Transaction transaction) {
            OverwriteFiles overwrite = transaction.newOverwrite();
            try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
                tasks.forEach(task -> {
                    if (removed.stream()
                            .anyMatch(file -> file.path().equals(task.file().location()))) {
                        overwrite.deleteFile(task.file());
                    }
                });
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            return overwrite.addFile(rewritten.file());
        }

        @Override
        public List<String> intents() {
            return List.of(rewritten.intent());
        }
    }

    private static Predicate<StructLike> idsFrom(long least) {
        return row -> row.get(ID, Long.class) >= least;
    }

    private Rewritten rewrite(Source... sources) {
        return rewriter().rewrite(partition(), List.of(sources)).orElseThrow();
    }

    private FileRewriter rewriter() {
        Table table = events.table();
        return new FileRewriter(table, new Intents(table, "test", 0, Clock.systemUTC()));
    }

    private static ArchivePartition partition() {
        return new ArchivePartition("std-1y", Custody.HOLD, DAY);
    }

    private void exchange(List<AttestedFile> removed, Rewritten rewritten, Derivation derivation) {
        new ChangeCommitter(events.table(), KEY, "test", Backoff.within(Duration.ofSeconds(10)), Clock.systemUTC())
                .commit(new Exchange(removed, rewritten, derivation));
    }

    private List<Finding> findings() {
        return Verifier.verify(events.table(), TrustedKeys.of(KEY.verificationKey()), 1, Progress.NONE)
                .findings();
    }

    private List<Path> stored(String folder) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file ->
                            file.toString().contains(folder) && !file.toString().endsWith(".crc"))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void verifiesWhereAllRowsOfTwoFilesAreInOne() {
        Rewritten rewritten = rewrite(Source.whole(first, 0), Source.whole(second, 0));

        exchange(List.of(first, second), rewritten, rewritten.derivation());

        assertThat(rewritten.attested().records()).isEqualTo(1_500);
        assertThat(findings()).isEmpty();
        assertThat(stored("/intents/")).isEmpty();
    }

    @Test
    void verifiesWhereRowsAreLeftOut() {
        Rewritten rewritten = rewrite(
                new Source(first, 0, idsFrom(10)), new Source(second, 0, row -> row.get(ID, Long.class) % 3 != 1));

        exchange(List.of(first, second), rewritten, rewritten.derivation());

        assertThat(rewritten.attested().records()).isEqualTo(990 + 333);
        assertThat(findings()).isEmpty();
    }

    @Test
    void findsRowsThatWereNotInTheOrigin() {
        // Given a file made of the second, signed as if it were made of the first
        Rewritten rewritten = rewrite(new Source(second, 0, idsFrom(100)));
        Origin origin = rewritten.derivation().origins().get(0);
        AttestedFile forged = first;
        Origin wrong = new Origin(
                forged.path(), List.of(new io.affidavit.archive.evidence.hash.LeafRange(0, 600)), origin.nodes());

        exchange(List.of(first), rewritten, new Derivation(rewritten.attested().path(), List.of(wrong)));

        assertThat(findings())
                .extracting(Finding::kind, Finding::subject)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        FindingKind.UNFOUNDED_REWRITE, rewritten.attested().path()));
    }

    @Test
    void keepsLeavesWhenTheSchemaGrew() {
        events.table()
                .updateSchema()
                .addColumn("added", Types.StringType.get())
                .updateColumnDoc("prompt", "now documented")
                .commit();
        events.archive(10, DAY);

        Rewritten rewritten = rewrite(new Source(first, 0, idsFrom(500)));
        exchange(List.of(first), rewritten, rewritten.derivation());

        assertThat(findings()).isEmpty();
    }

    @Test
    void isFoundByItsPartitionThoughItsRowsSayAnother() throws IOException {
        Rewritten rewritten = rewrite(new Source(first, 0, idsFrom(990)));
        exchange(List.of(first), rewritten, rewritten.derivation());

        List<Object> ids = new ArrayList<>();
        try (CloseableIterable<Record> rows = IcebergGenerics.read(events.table())
                .where(Expressions.equal("custody", "hold"))
                .build()) {
            rows.forEach(row -> ids.add(row.getField("id")));
        }

        assertThat(ids).hasSize(10);
    }

    @Test
    void leavesNothingBehindWhereNothingIsKept() {
        List<Path> before = stored("/warehouse/");

        assertThat(rewriter().rewrite(partition(), List.of(new Source(first, 0, row -> false))))
                .isEmpty();

        assertThat(stored("/warehouse/")).isEqualTo(before);
    }

    @Test
    void refusesAFileThatWasAlteredAndLeavesNothingBehind() {
        // Given a file whose rows were exchanged for others of the same number
        EvidentTable.Written other = events.write(1_000, DAY + 1);
        EvidentTable.overwrite(first.path(), bytes -> {
            try {
                return Files.readAllBytes(EvidentTable.onDisk(other.file().location()));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        List<Path> before = stored("/warehouse/");

        assertThatExceptionOfType(AlteredFileException.class)
                .isThrownBy(() -> rewrite(new Source(first, 0, idsFrom(10))))
                .withMessageStartingWith("Cannot rewrite " + first.path());

        assertThat(stored("/warehouse/")).isEqualTo(before);
    }

    @Test
    void isRefusedOnceItWasSweptAsAnOrphan() {
        Rewritten rewritten = rewrite(Source.whole(first, 0));
        Intents.withdraw(events.table().io(), rewritten.intent());

        assertThatExceptionOfType(ChangeRefusedException.class)
                .isThrownBy(() -> exchange(List.of(first), rewritten, rewritten.derivation()))
                .withMessageContaining("swept as orphans");
    }

    @Test
    void discardsAFileThatNoCommitNeeds() {
        List<Path> before = stored("/warehouse/");
        FileRewriter rewriter = rewriter();

        rewriter.discard(
                rewriter.rewrite(partition(), List.of(Source.whole(first, 0))).orElseThrow());

        assertThat(stored("/warehouse/")).isEqualTo(before);
    }
}

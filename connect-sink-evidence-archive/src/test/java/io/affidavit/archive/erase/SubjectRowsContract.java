/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.erase;

import static io.affidavit.archive.erase.ErasureFixture.mine;
import static io.affidavit.archive.erase.ErasureFixture.subject;
import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.evidence.EvidentTable;
import io.affidavit.archive.evidence.hash.LeafRange;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.ChangeStatement;
import io.affidavit.archive.evidence.statement.ChangeStatement.Cause;
import io.affidavit.archive.evidence.statement.CompletionStatement;
import io.affidavit.archive.evidence.statement.Envelope;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.evidence.statement.StatementStore;
import io.affidavit.archive.removal.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileMetadata;
import org.apache.iceberg.FileScanTask;
import org.junit.jupiter.api.Test;

/** Which rows an erasure takes, and what it says of them. */
interface SubjectRowsContract extends ErasureFixture {

    @Test
    default void erasesExactlyTheRowsOfTheSubject() {
        AttestedFile some = archive(DAY, "one", mine("a"), "two", mine("b"), mine("c"), "three");
        AttestedFile none = archive(DAY, "four", OTHER + " asks");
        AttestedFile all = archive(DAY + 1, mine("d"), mine("e"));
        assertThat(canaryIsStored()).isTrue();

        // When
        ErasurePlan plan = eraser().plan(subject());
        List<StatementRef> statements = eraser().erase(plan, REQUEST, Duration.ZERO);

        // Then the rows are out of the table, and nothing else is
        assertThat(plan.found()).isEqualTo(5);
        assertThat(plan.rows()).isEqualTo(5);
        assertThat(prompts()).containsExactlyInAnyOrder("one", "two", "three", "four", OTHER + " asks");
        assertThat(livePaths()).contains(none.path()).doesNotContain(some.path(), all.path());
        ChangeStatement statement = (ChangeStatement) read(statements.get(0));
        assertThat(statement.cause()).isEqualTo(Cause.ERASE);
        assertThat(statement.removed()).containsExactlyInAnyOrder(some, all);
        assertThat(statement.derivations()).singleElement().satisfies(derivation -> {
            assertThat(derivation.origins()).singleElement().satisfies(origin -> {
                assertThat(origin.path()).isEqualTo(some.path());
                assertThat(origin.gone()).containsExactly(new LeafRange(1, 2), new LeafRange(3, 5));
            });
        });
        assertThat(statement.terms())
                .containsEntry("requester", "j.doe")
                .containsEntry("approver", "a.smith")
                .containsEntry("legalBasis", "request of the subject")
                .containsEntry("ticket", "DSR-17")
                .containsEntry("erasedRows", "5")
                .containsEntry("foundRows", "5")
                .containsEntry("heldRows", "0")
                .containsEntry("uncertainRows", "0")
                .containsKeys("subject/1", "notCovered", "method");
        assertThat(statement.terms().values()).noneMatch(term -> term.contains(TOKEN) || term.contains(CANARY));
        assertThat(findings()).isEmpty();
        assertThat(certificates()).isEmpty();

        // When
        List<Progress> progress = eraser().advance();

        // Then their bytes are gone, and that is certified
        assertThat(progress).singleElement().isInstanceOf(Progress.Certified.class);
        assertThat(certificates()).singleElement().satisfies(certificate -> {
            assertThat(certificate.deleted())
                    .extracting(CompletionStatement.DeletedFile::path)
                    .containsExactlyInAnyOrder(some.path(), all.path());
            assertThat(certificate.terms()).containsEntry("ticket", "DSR-17").containsKey("absenceCheckedAt");
        });
        assertThat(canaryIsStored()).isFalse();
        assertThat(referenced(some, all)).isEmpty();
        assertThat(findings()).isEmpty();
        assertThat(eraser().plan(subject()).found()).isZero();
        assertThat(eraser().known()).singleElement().satisfies(known -> {
            assertThat(known.isCertified()).isTrue();
            assertThat(known.rows()).isEqualTo(5);
            assertThat(known.ticket()).isEqualTo("DSR-17");
        });
    }

    @Test
    default void countsWhatCannotBeToldAndErasesNoneOfIt() {
        archive(DAY, mine("a"), null, "[EMAIL] asks", "p1.k2.AAAAAAAAAAAAAAAAAAAAAA", "plain");

        ErasurePlan plan = erase();

        assertThat(plan.rows()).isEqualTo(1);
        assertThat(plan.masked()).isEqualTo(2);
        assertThat(plan.empty()).isEqualTo(1);
        assertThat(prompts()).hasSize(4);
        assertThat(erasures().get(0).terms())
                .containsEntry("uncertainRows", "2")
                .containsEntry("rowsWithoutValue", "1");
    }

    @Test
    default void leavesFilesItCouldProveNothingOf() {
        AttestedFile hidden = archive(DAY, mine("a"), "one");
        EvidentTable.Written foreign = events().write(3, DAY + 1);
        events().table().newAppend().appendFile(foreign.file()).commit();
        hideARowOf(hidden);

        ErasurePlan plan = eraser().plan(Subject.of(
                List.of(new SubjectTerm("prompt", TOKEN), new SubjectTerm("prompt", "tell me about 1"))));

        assertThat(plan.files()).isEmpty();
        assertThat(plan.left())
                .containsExactlyInAnyOrder(
                        new LeftFile(hidden.path(), 1, LeftFile.Reason.DELETES),
                        new LeftFile(foreign.file().location(), 1, LeftFile.Reason.UNATTESTED));
        assertThat(eraser().erase(plan, REQUEST, Duration.ZERO)).isEmpty();
    }

    @Test
    default void erasesGreatPlansInParts() {
        for (int day = 0; day < 5; day++) {
            archive(DAY + day, mine("a"), "day " + day);
        }
        Eraser eraser = new Eraser(upkeep(NOW), 2);

        assertThat(eraser.erase(eraser.plan(subject()), REQUEST, Duration.ZERO)).hasSize(3);

        assertThat(erasures())
                .extracting(erasure -> erasure.terms().get("part"))
                .containsExactly("3/3", "2/3", "1/3");
        assertThat(eraser.advance()).hasSize(3).allMatch(step -> step instanceof Progress.Certified);
        assertThat(prompts()).hasSize(5).noneMatch(prompt -> prompt.contains(CANARY));
        assertThat(canaryIsStored()).isFalse();
        assertThat(findings()).isEmpty();
    }

    @Test
    default void erasesOneSubjectAfterAnother() {
        archive(DAY, mine("a"), OTHER + " asks", "one");
        erase();
        Subject other = Subject.of(List.of(new SubjectTerm("prompt", OTHER)));

        eraser().erase(eraser().plan(other), REQUEST, Duration.ZERO);

        assertThat(eraser().advance()).singleElement().isInstanceOf(Progress.Certified.class);
        assertThat(prompts()).containsExactly("one");
        assertThat(certificates()).hasSize(2);
        assertThat(findings()).isEmpty();
    }

    private void hideARowOf(AttestedFile file) {
        DataFile target = StreamSupport.stream(
                        events().fresh().newScan().planFiles().spliterator(), false)
                .map(FileScanTask::file)
                .filter(found -> found.location().equals(file.path()))
                .findFirst()
                .orElseThrow();
        events().table()
                .newRowDelta()
                .addDeletes(FileMetadata.deleteFileBuilder(events().table().spec())
                        .ofPositionDeletes()
                        .withPath(events().table().location() + "/data/hide.parquet")
                        .withPartition(target.partition())
                        .withFileSizeInBytes(10)
                        .withRecordCount(1)
                        .withFormat("parquet")
                        .build())
                .commit();
    }

    private Statement read(StatementRef ref) {
        try {
            return Envelope.parse(StatementStore.of(events().table()).read(ref)).statement();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.erase;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.archive.commit.Backoff;
import io.affidavit.archive.commit.ChangeRefusedException;
import io.affidavit.archive.commit.ReferencedFiles;
import io.affidavit.archive.evidence.EvidentTable;
import io.affidavit.archive.evidence.hash.LeafRange;
import io.affidavit.archive.evidence.proof.Prover;
import io.affidavit.archive.evidence.proof.RecordProof;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.ChangeStatement;
import io.affidavit.archive.evidence.statement.ChangeStatement.Cause;
import io.affidavit.archive.evidence.statement.CompletionStatement;
import io.affidavit.archive.evidence.statement.Envelope;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.evidence.statement.StatementStore;
import io.affidavit.archive.evidence.verify.Finding;
import io.affidavit.archive.evidence.verify.Verifier;
import io.affidavit.archive.hold.HoldOrder;
import io.affidavit.archive.hold.HoldPredicate;
import io.affidavit.archive.hold.HoldRegistry;
import io.affidavit.archive.hold.LegalHolds;
import io.affidavit.archive.removal.Holding;
import io.affidavit.archive.removal.Progress;
import io.affidavit.archive.removal.Upkeep;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.key.TrustedKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileMetadata;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.TableScan;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What erasure does on every kind of catalog and store. */
abstract class ErasureContract {

    static final SigningKey KEY = SigningKey.generate();
    static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");
    static final String TOKEN = "p1.k1.AAAAAAAAAAAAAAAAAAAAAA";
    static final String OTHER = "p1.k1.BBBBBBBBBBBBBBBBBBBBBB";
    static final String CANARY = "the-canary-of-the-subject";
    static final ErasureRequest REQUEST = new ErasureRequest("j.doe", "a.smith", "request of the subject", "DSR-17");

    private static final int DAY = 20_454;

    EvidentTable events;

    /** A catalog without the table {@code db.events}. */
    abstract Catalog catalog();

    /** The bytes of every version of every object under the table's data folder. */
    abstract List<byte[]> storedBytes();

    @BeforeEach
    void createTable() {
        events = EvidentTable.create(catalog(), KEY);
        events.table()
                .updateProperties()
                .set(TableProperties.GC_ENABLED, "false")
                // So that a text that is still there can be seen in the bytes.
                .set(TableProperties.PARQUET_COMPRESSION, "uncompressed")
                .commit();
    }

    @AfterEach
    void close() {
        events.close();
    }

    @Test
    void erasesExactlyTheRowsOfTheSubject() {
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
    void erasesOneSubjectWhereAHoldIsOnAnother() {
        AttestedFile mixed = archive(DAY, "one", mine("a"), OTHER + " asks", "two");
        AttestedFile all = archive(DAY + 1, mine("b"));
        AttestedFile none = archive(DAY + 2, "three");
        // The branch is pruned, so that what it stood on before lists the old files too
        placeHold("m-1", "event_id = '" + DAY + "-2' and event_time < '2026-01-03T00:00:00Z'");
        assertThat(onBranch("hold-m-1")).containsExactlyInAnyOrder(mixed.path(), all.path());

        // When
        erase();

        // Then
        assertThat(prompts()).containsExactlyInAnyOrder("one", OTHER + " asks", "two", "three");
        assertThat(certificates())
                .singleElement()
                .satisfies(certificate -> assertThat(certificate.deleted())
                        .extracting(CompletionStatement.DeletedFile::path)
                        .containsExactlyInAnyOrder(mixed.path(), all.path()));
        assertThat(canaryIsStored()).isFalse();
        assertThat(referenced(mixed, all)).isEmpty();

        // And what the hold is about is on its branch and provable
        assertThat(promptsOf("hold-m-1")).contains(OTHER + " asks").noneMatch(prompt -> prompt.contains(CANARY));
        assertThat(onBranch("hold-m-1")).isSubsetOf(livePaths());
        assertThat(LegalHolds.state(
                                events.fresh(),
                                HoldRegistry.of(events.fresh()).find("m-1").orElseThrow())
                        .isComplete())
                .isTrue();
        assertThat(proofOf(DAY + "-2").fault(trusted())).isEmpty();
        assertThat(isStored(none)).isTrue();
        assertThat(findings()).isEmpty();
    }

    @Test
    void leavesHeldRowsAndSaysWhichHoldKeepsThem() {
        archive(DAY, mine("a"), mine("b"), mine("c"), "one");
        placeHold("m-1", "event_id = '" + DAY + "-1'");
        placeHold("m-2", "event_id in ('" + DAY + "-1', '" + DAY + "-2')");

        // When
        ErasurePlan plan = eraser().plan(subject());
        eraser().erase(plan, REQUEST, Duration.ZERO);
        eraser().advance();

        // Then
        assertThat(plan.found()).isEqualTo(3);
        assertThat(plan.rows()).isEqualTo(1);
        assertThat(plan.held().rows()).isEqualTo(2);
        assertThat(plan.held().byHold()).containsOnly(Map.entry("m-1", 1L), Map.entry("m-2", 2L));
        assertThat(plan.held().listed()).extracting(HeldRow::row).containsExactly(1L, 2L);
        assertThat(prompts()).containsExactlyInAnyOrder(mine("b"), mine("c"), "one");
        assertThat(erasures().get(0).terms())
                .containsEntry("erasedRows", "1")
                .containsEntry("heldRows", "2")
                .containsEntry("heldRows/m-1", "1")
                .containsEntry("heldRows/m-2", "2");
        assertThat(certificates()).hasSize(1);
        assertThat(findings()).isEmpty();
    }

    @Test
    void countsWhatCannotBeToldAndErasesNoneOfIt() {
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
    void isRefusedWhereAHoldCameBetweenPlanAndCommit() {
        AttestedFile file = archive(DAY, mine("a"), "one");
        ErasurePlan plan = eraser().plan(subject());
        int stored = storedBytes().size();
        placeHold("m-1", "event_id = '" + DAY + "-0'");

        assertThatThrownBy(() -> eraser().erase(plan, REQUEST, Duration.ZERO))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageContaining("from epoch 0 to 1");

        assertThat(livePaths()).containsExactly(file.path());
        assertThat(erasures()).isEmpty();
        assertThat(eraser().open()).isEmpty();
        assertThat(storedBytes().size()).as("nothing is left behind").isEqualTo(stored);
        assertThat(findings()).isEmpty();
    }

    @Test
    void isRefusedWhereAFileLeftTheTableBetweenPlanAndCommit() {
        AttestedFile file = archive(DAY, mine("a"), "one");
        ErasurePlan plan = eraser().plan(subject());
        erase();

        assertThatThrownBy(() -> eraser().erase(plan, REQUEST, Duration.ZERO))
                .isInstanceOf(ChangeRefusedException.class)
                .hasMessageContaining("left the table");
        assertThat(erasures()).hasSize(1);
        assertThat(isStored(file)).isFalse();
        assertThat(findings()).isEmpty();
    }

    @Test
    void survivesCommitsOfTheSinkInBetween() {
        archive(DAY, mine("a"), "one");
        ErasurePlan plan = eraser().plan(subject());
        archive(DAY, "two");

        eraser().erase(plan, REQUEST, Duration.ZERO);
        eraser().advance();

        assertThat(prompts()).containsExactlyInAnyOrder("one", "two");
        assertThat(certificates()).hasSize(1);
        assertThat(findings()).isEmpty();
    }

    @Test
    void keepsTheBytesForTheGrace() {
        AttestedFile file = archive(DAY, mine("a"), "one");
        eraser().erase(eraser().plan(subject()), REQUEST, Duration.ofHours(1));

        assertThat(eraser().advance()).singleElement().isInstanceOf(Progress.InGrace.class);
        assertThat(isStored(file)).isTrue();
        assertThat(prompts()).containsExactly("one");

        assertThat(eraser(NOW.plus(Duration.ofHours(2))).advance())
                .singleElement()
                .isInstanceOf(Progress.Certified.class);
        assertThat(canaryIsStored()).isFalse();
        assertThat(findings()).isEmpty();
    }

    @Test
    void holdWithinTheGraceBringsBackWhatItIsAbout() {
        AttestedFile file = archive(DAY, mine("a"), "one");
        eraser().erase(eraser().plan(subject()), REQUEST, Duration.ofHours(1));
        placeHold("m-1", "event_id = '" + DAY + "-0'");

        assertThat(eraser(NOW.plus(Duration.ofHours(2))).advance())
                .singleElement()
                .isInstanceOf(Progress.Returned.class);
        assertThat(livePaths()).containsExactly(file.path());
        assertThat(prompts()).containsExactlyInAnyOrder(mine("a"), "one");
        assertThat(findings()).isEmpty();
    }

    @Test
    void holdOnKeptRowsWithinTheGraceBringsNothingBack() {
        archive(DAY, mine("a"), "one");
        eraser().erase(eraser().plan(subject()), REQUEST, Duration.ofHours(1));
        placeHold("m-1", "event_id = '" + DAY + "-1'");

        assertThat(eraser(NOW.plus(Duration.ofHours(2))).advance())
                .singleElement()
                .isInstanceOf(Progress.Certified.class);
        assertThat(prompts()).containsExactly("one");
        assertThat(canaryIsStored()).isFalse();
        assertThat(findings()).isEmpty();
    }

    @Test
    void waitsForBranchesOfOthers() {
        AttestedFile file = archive(DAY, mine("a"), "one");
        Table table = events.table();
        table.manageSnapshots()
                .createBranch("audit", table.currentSnapshot().snapshotId())
                .commit();
        erase();

        assertThat(isStored(file)).isTrue();
        assertThat(certificates()).isEmpty();
        assertThat(eraser().plan(subject()).left())
                .singleElement()
                .isEqualTo(new LeftFile(file.path(), 1, LeftFile.Reason.OUTSIDE));

        events.table().manageSnapshots().removeBranch("audit").commit();
        assertThat(eraser().advance()).singleElement().isInstanceOf(Progress.Certified.class);
        assertThat(canaryIsStored()).isFalse();
    }

    @Test
    void leavesFilesItCouldProveNothingOf() {
        AttestedFile hidden = archive(DAY, mine("a"), "one");
        EvidentTable.Written foreign = events.write(3, DAY + 1);
        events.table().newAppend().appendFile(foreign.file()).commit();
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
    void provesTheRestAndLeavesOldProofsAsTheyWere() {
        archive(DAY, "zero", mine("a"), "two");
        RecordProof erased = proofOf(DAY + "-1");
        RecordProof before = proofOf(DAY + "-2");

        erase();

        assertThat(erased.fault(trusted())).isEmpty();
        assertThat(before.fault(trusted())).isEmpty();
        assertThat(proofOf(DAY + "-0").fault(trusted())).isEmpty();
        RecordProof after = proofOf(DAY + "-2");
        assertThat(after.fault(trusted())).isEmpty();
        assertThat(after.leaf()).isEqualTo(before.leaf());
        assertThat(new Prover(events.fresh()).prove("event_id", DAY + "-1")).isEmpty();
    }

    @Test
    void erasesGreatPlansInParts() {
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
    void erasesOneSubjectAfterAnother() {
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
                        events.fresh().newScan().planFiles().spliterator(), false)
                .map(FileScanTask::file)
                .filter(found -> found.location().equals(file.path()))
                .findFirst()
                .orElseThrow();
        events.table()
                .newRowDelta()
                .addDeletes(FileMetadata.deleteFileBuilder(events.table().spec())
                        .ofPositionDeletes()
                        .withPath(events.table().location() + "/data/hide.parquet")
                        .withPartition(target.partition())
                        .withFileSizeInBytes(10)
                        .withRecordCount(1)
                        .withFormat("parquet")
                        .build())
                .commit();
    }

    /** A prompt of the subject. */
    static String mine(String word) {
        return "tell " + TOKEN + " " + word + " " + CANARY;
    }

    static Subject subject() {
        return Subject.of(List.of(new SubjectTerm("prompt", TOKEN)));
    }

    AttestedFile archive(int day, String... prompts) {
        return events.archive(day, Arrays.asList(prompts));
    }

    ErasurePlan erase() {
        ErasurePlan plan = eraser().plan(subject());
        eraser().erase(plan, REQUEST, Duration.ZERO);
        eraser().advance();
        return plan;
    }

    Eraser eraser() {
        return eraser(NOW);
    }

    private Eraser eraser(Instant now) {
        return new Eraser(upkeep(now));
    }

    Upkeep upkeep(Instant now) {
        return new Upkeep(
                events::fresh, Holding::of, KEY, "test", Duration.ofSeconds(20), Clock.fixed(now, ZoneOffset.UTC));
    }

    void placeHold(String id, String predicate) {
        new LegalHolds(
                        events.fresh(),
                        KEY,
                        "counsel",
                        Backoff.within(Duration.ofSeconds(20)),
                        Clock.fixed(NOW, ZoneOffset.UTC))
                .place(new HoldOrder(id, "matter", "litigation", HoldPredicate.parse(predicate)));
    }

    List<String> prompts() {
        List<String> prompts = new ArrayList<>();
        try (CloseableIterable<Record> rows =
                IcebergGenerics.read(events.fresh()).select("prompt").build()) {
            rows.forEach(row -> prompts.add((String) row.getField("prompt")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return prompts;
    }

    private List<String> promptsOf(String branch) {
        List<String> prompts = new ArrayList<>();
        Table table = events.fresh();
        try (CloseableIterable<Record> rows = IcebergGenerics.read(table)
                .useSnapshot(table.snapshot(branch).snapshotId())
                .select("prompt")
                .build()) {
            rows.forEach(row -> prompts.add((String) row.getField("prompt")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return prompts;
    }

    Set<String> livePaths() {
        return paths(events.fresh().newScan());
    }

    Set<String> onBranch(String branch) {
        return paths(events.fresh().newScan().useRef(branch));
    }

    private static Set<String> paths(TableScan scan) {
        return StreamSupport.stream(scan.planFiles().spliterator(), false)
                .map(task -> task.file().location())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> referenced(AttestedFile... files) {
        return new ReferencedFiles(Arrays.stream(files).map(AttestedFile::path).collect(Collectors.toSet()))
                .in(events.fresh());
    }

    private RecordProof proofOf(String eventId) {
        return new Prover(events.fresh()).prove("event_id", eventId).orElseThrow();
    }

    boolean canaryIsStored() {
        return storedBytes().stream().anyMatch(bytes -> new String(bytes, UTF_8).contains(CANARY));
    }

    boolean isStored(AttestedFile file) {
        return events.table().io().newInputFile(file.path()).exists();
    }

    static TrustedKeys trusted() {
        return TrustedKeys.of(KEY.verificationKey());
    }

    List<Finding> findings() {
        return Verifier.verify(events.fresh(), trusted(), 1, io.affidavit.archive.evidence.verify.Progress.NONE)
                .findings();
    }

    /** Statements of erasures, newest first. */
    List<ChangeStatement> erasures() {
        return Changes.of(events.fresh(), ChangeStatement.class).stream()
                .filter(change -> change.cause() == Cause.ERASE)
                .toList();
    }

    List<CompletionStatement> certificates() {
        return Changes.of(events.fresh(), CompletionStatement.class);
    }

    private Statement read(StatementRef ref) {
        try {
            return Envelope.parse(StatementStore.of(events.table()).read(ref)).statement();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.erase;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.affidavit.archive.commit.Backoff;
import io.affidavit.archive.commit.ReferencedFiles;
import io.affidavit.archive.evidence.EvidentTable;
import io.affidavit.archive.evidence.proof.Prover;
import io.affidavit.archive.evidence.proof.RecordProof;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.ChangeStatement;
import io.affidavit.archive.evidence.statement.ChangeStatement.Cause;
import io.affidavit.archive.evidence.statement.CompletionStatement;
import io.affidavit.archive.evidence.verify.Finding;
import io.affidavit.archive.evidence.verify.Verifier;
import io.affidavit.archive.hold.HoldOrder;
import io.affidavit.archive.hold.LegalHolds;
import io.affidavit.archive.hold.predicate.HoldPredicate;
import io.affidavit.archive.removal.Holding;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.iceberg.TableScan;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/** A table with records of two subjects, and what can be seen of it. */
interface ErasureFixture {

    SigningKey KEY = SigningKey.generate();
    Instant NOW = Instant.parse("2026-11-22T06:00:00Z");
    String TOKEN = "p1.k1.AAAAAAAAAAAAAAAAAAAAAA";
    String OTHER = "p1.k1.BBBBBBBBBBBBBBBBBBBBBB";
    String CANARY = "the-canary-of-the-subject";
    ErasureRequest REQUEST = new ErasureRequest("j.doe", "a.smith", "request of the subject", "DSR-17");
    int DAY = 20_454;

    /** A catalog without the table {@code db.events}. */
    Catalog catalog();

    /** The bytes of every version of every object under the table's data folder. */
    List<byte[]> storedBytes();

    EvidentTable events();

    /** A prompt of the subject. */
    static String mine(String word) {
        return "tell " + TOKEN + " " + word + " " + CANARY;
    }

    static Subject subject() {
        return Subject.of(List.of(new SubjectTerm("prompt", TOKEN)));
    }

    default AttestedFile archive(int day, String... prompts) {
        return events().archive(day, Arrays.asList(prompts));
    }

    default ErasurePlan erase() {
        ErasurePlan plan = eraser().plan(subject());
        eraser().erase(plan, REQUEST, Duration.ZERO);
        eraser().advance();
        return plan;
    }

    default Eraser eraser() {
        return eraser(NOW);
    }

    default Eraser eraser(Instant now) {
        return new Eraser(upkeep(now));
    }

    default Upkeep upkeep(Instant now) {
        return new Upkeep(
                events()::fresh, Holding::of, KEY, "test", Duration.ofSeconds(20), Clock.fixed(now, ZoneOffset.UTC));
    }

    default void placeHold(String id, String predicate) {
        new LegalHolds(
                        events().fresh(),
                        KEY,
                        "counsel",
                        Backoff.within(Duration.ofSeconds(20)),
                        Clock.fixed(NOW, ZoneOffset.UTC))
                .place(new HoldOrder(id, "matter", "litigation", HoldPredicate.parse(predicate)));
    }

    default List<String> prompts() {
        List<String> prompts = new ArrayList<>();
        try (CloseableIterable<Record> rows =
                IcebergGenerics.read(events().fresh()).select("prompt").build()) {
            rows.forEach(row -> prompts.add((String) row.getField("prompt")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return prompts;
    }

    default Set<String> livePaths() {
        return paths(events().fresh().newScan());
    }

    default Set<String> onBranch(String branch) {
        return paths(events().fresh().newScan().useRef(branch));
    }

    default Set<String> paths(TableScan scan) {
        return StreamSupport.stream(scan.planFiles().spliterator(), false)
                .map(task -> task.file().location())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    default Set<String> referenced(AttestedFile... files) {
        return new ReferencedFiles(Arrays.stream(files).map(AttestedFile::path).collect(Collectors.toSet()))
                .in(events().fresh());
    }

    default RecordProof proofOf(String eventId) {
        return new Prover(events().fresh()).prove("event_id", eventId).orElseThrow();
    }

    default boolean canaryIsStored() {
        return storedBytes().stream().anyMatch(bytes -> new String(bytes, UTF_8).contains(CANARY));
    }

    default boolean isStored(AttestedFile file) {
        return events().table().io().newInputFile(file.path()).exists();
    }

    static TrustedKeys trusted() {
        return TrustedKeys.of(KEY.verificationKey());
    }

    default List<Finding> findings() {
        return Verifier.verify(events().fresh(), trusted(), 1, io.affidavit.archive.evidence.verify.Progress.NONE)
                .findings();
    }

    /** Statements of erasures, newest first. */
    default List<ChangeStatement> erasures() {
        return Changes.of(events().fresh(), ChangeStatement.class).stream()
                .filter(change -> change.cause() == Cause.ERASE)
                .toList();
    }

    default List<CompletionStatement> certificates() {
        return Changes.of(events().fresh(), CompletionStatement.class);
    }
}

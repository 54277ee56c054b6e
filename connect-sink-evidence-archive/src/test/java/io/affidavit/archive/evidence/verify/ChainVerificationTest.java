/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.affidavit.archive.evidence.EvidentTable;
import io.affidavit.archive.evidence.statement.OffsetFates;
import io.affidavit.archive.evidence.statement.OffsetRange;
import io.affidavit.archive.evidence.statement.OffsetSpan;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.key.TrustedKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.UpdateProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attacks on the statements and offsets of a real table, and what the verifier says of each. */
class ChainVerificationTest extends TwoCommits {

    private StatementRef firstStatement() {
        Snapshot oldest = events.table().snapshots().iterator().next();
        return StatementRef.from(oldest.summary()).orElseThrow();
    }

    @Test
    void refusesKeysThatAreNotTrusted() {
        SigningKey stranger = SigningKey.generate();

        Verification result = verify(TrustedKeys.of(stranger.verificationKey()));

        assertThat(result.findings()).hasSize(2).allSatisfy(finding -> {
            assertThat(finding.kind()).isEqualTo(FindingKind.UNTRUSTED_KEY);
            assertThat(finding.detail()).contains(KEY.id());
        });
    }

    @Test
    void noticesAStatementOfAnotherKeyWithinTheChain() {
        events.archive(10, 20_002, SigningKey.generate());

        assertThat(verify().findings()).extracting(Finding::kind).containsExactly(FindingKind.UNTRUSTED_KEY);
    }

    @Test
    void refusesATableThatWasSignedAgainAsAWhole(@TempDir Path other) {
        SigningKey forger = SigningKey.generate();
        try (EvidentTable forged = EvidentTable.create(other, forger)) {
            forged.archive(1_000, 20_000);

            assertThat(Verifier.verify(forged.table(), TrustedKeys.of(forger.verificationKey()), 1, Progress.NONE)
                            .ok())
                    .isTrue();
            assertThat(Verifier.verify(forged.table(), TrustedKeys.of(KEY.verificationKey()), 1, Progress.NONE)
                            .findings())
                    .extracting(Finding::kind)
                    .containsExactly(FindingKind.UNTRUSTED_KEY);
        }
    }

    @Test
    void noticesAHeadPutBackToAnEarlierStatement() {
        events.commit(Optional.empty(), firstStatement().toProperties());

        assertThat(verify().findings())
                .extracting(Finding::kind, Finding::subject)
                .containsExactly(tuple(FindingKind.UNATTESTED_FILE, second.path()));
    }

    @Test
    void noticesHeadsThatDisagree() {
        events.table()
                .updateProperties()
                .set(StatementRef.SHA256_KEY, "00".repeat(32))
                .commit();

        assertThat(verify().findings()).extracting(Finding::kind).containsExactly(FindingKind.HEAD_MISMATCH);
    }

    @Test
    void findsTheHeadBehindCommitsOfOthers() {
        events.table().newFastAppend().set("other", "writer").commit();

        assertThat(verify().ok()).isTrue();
    }

    @Test
    void namesAStatementThatIsGone() throws IOException {
        Files.delete(EvidentTable.onDisk(firstStatement().path()));

        assertThat(verify().findings())
                .extracting(Finding::kind, Finding::subject)
                .containsExactly(
                        tuple(FindingKind.STATEMENT_MISSING, firstStatement().path()),
                        tuple(FindingKind.UNATTESTED_FILE, first.path()));
    }

    @Test
    void noticesAnAlteredStatement() {
        EvidentTable.flipByte(firstStatement().path(), 30);

        assertThat(verify().findings())
                .extracting(Finding::kind, Finding::subject)
                .contains(tuple(FindingKind.STATEMENT_ALTERED, firstStatement().path()));
    }

    @Test
    void noticesAStatementOfAnotherTable(@TempDir Path other) {
        try (EvidentTable donor = EvidentTable.create(other, KEY)) {
            donor.archive(10, 20_000);
            donor.archive(10, 20_000);
            donor.archive(10, 20_000);
            events.commit(
                    Optional.empty(),
                    StatementRef.from(donor.table().properties()).orElseThrow().toProperties());
        }

        assertThat(verify().findings()).extracting(Finding::kind).contains(FindingKind.BROKEN_CHAIN);
    }

    @Test
    void noticesOffsetsNobodyAccountedFor() {
        EvidentTable.Written written = events.write(10, 20_002);
        events.commit(written, List.of(OffsetRange.archived("events", 0, 1_600, 1_610)), KEY);

        assertThat(verify().findings())
                .singleElement()
                .returns(FindingKind.OFFSET_GAP, Finding::kind)
                .extracting(Finding::detail)
                .isEqualTo("statement 3 begins at offset 1600, where 1500 is due");
    }

    @Test
    void noticesOffsetsAccountedForTwice() {
        EvidentTable.Written written = events.write(10, 20_002);
        events.commit(written, List.of(OffsetRange.archived("events", 0, 1_490, 1_500)), KEY);

        assertThat(verify().findings()).extracting(Finding::kind).containsExactly(FindingKind.OFFSET_OVERLAP);
    }

    @Test
    void acceptsGapsThatAreExplained() {
        EvidentTable.Written written = events.write(10, 20_002);
        events.commit(
                written,
                List.of(new OffsetRange(
                        "events",
                        0,
                        1_500,
                        1_520,
                        new OffsetFates(10, 1, 1, 1, 1, 1, 2, 3),
                        List.of(new OffsetSpan(1_501, 1_504)),
                        true)),
                KEY);

        assertThat(verify().ok()).isTrue();
    }

    @Test
    void noticesCountsThatDoNotAgree() {
        EvidentTable.Written written = events.write(10, 20_002);
        events.commit(written, List.of(OffsetRange.archived("events", 0, 1_500, 1_520)), KEY);

        assertThat(verify().findings()).extracting(Finding::kind).containsExactly(FindingKind.COUNT_MISMATCH);
    }

    @Test
    void refusesATableWithoutAnyStatement(@TempDir Path other) {
        try (EvidentTable empty = EvidentTable.create(other, KEY)) {
            assertThat(Verifier.verify(empty.table(), TrustedKeys.of(KEY.verificationKey()), 1, Progress.NONE)
                            .findings())
                    .extracting(Finding::kind)
                    .containsExactly(FindingKind.STATEMENT_MISSING);
        }
    }

    @Test
    void asksNoOffsetsOfATableThatNamesNone() {
        EvidentTable.Written written = events.write(10, 20_002);
        events.commit(written, List.of(), KEY);

        assertThat(verify().ok()).isTrue();
    }

    @Test
    void noticesATablePutBackAsAWholeWhenItsHeadWasNoted() {
        // Given
        Noted noted = new Noted(Set.of(firstStatement().sha256(), head().sha256()), List.of());
        TrustedKeys trusted = TrustedKeys.of(KEY.verificationKey());
        assertThat(Verifier.verify(events.table(), trusted, noted, 1, Progress.NONE)
                        .ok())
                .isTrue();

        // When
        long oldest = events.table().snapshots().iterator().next().snapshotId();
        String newest = head().sha256();
        events.table().manageSnapshots().rollbackTo(oldest).commit();
        UpdateProperties properties = events.table().updateProperties();
        firstStatement().toProperties().forEach(properties::set);
        properties.commit();

        // Then
        assertThat(verify().ok()).isTrue();
        assertThat(Verifier.verify(events.table(), trusted, noted, 1, Progress.NONE)
                        .findings())
                .extracting(Finding::kind, Finding::subject)
                .containsExactly(tuple(FindingKind.ROLLED_BACK, newest));
    }

    private StatementRef head() {
        return StatementRef.from(events.table().properties()).orElseThrow();
    }
}

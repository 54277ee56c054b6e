/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.commit.Backoff;
import io.affidavit.archive.evidence.EvidentTable;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.ChangeStatement;
import io.affidavit.archive.evidence.statement.CompletionStatement;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.archive.hold.HoldOrder;
import io.affidavit.archive.hold.LegalHolds;
import io.affidavit.archive.hold.predicate.HoldPredicate;
import io.affidavit.archive.removal.Progress;
import io.affidavit.archive.removal.Remover;
import io.affidavit.archive.table.Custody;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of the files that were sealed, and of holds on them. */
interface ReplacedFilesContract extends SealFixture {

    @Test
    default void deletesTheOldFilesAfterTheGraceAndCertifiesIt() {
        List<AttestedFile> small = List.of(archive(5, OLD), archive(3, OLD));
        seal(QUIET);

        // When
        List<Progress> inGrace = advance(QUIET);
        boolean storedInGrace = small.stream().allMatch(this::isStored);
        List<Progress> after = advance(QUIET.plus(TERMS.grace()));

        // Then
        assertThat(inGrace).singleElement().isInstanceOf(Progress.InGrace.class);
        assertThat(storedInGrace).isTrue();
        StatementRef ref = ((Progress.Certified) after.get(0)).statement();
        assertThat(((CompletionStatement) read(ref)).deleted())
                .extracting(CompletionStatement.DeletedFile::path)
                .containsExactlyElementsOf(
                        small.stream().map(AttestedFile::path).toList());
        assertThat(small).noneMatch(this::isStored);
        assertThat(findings()).isEmpty();
    }

    @Test
    default void takesTheBranchesOfHoldsAlongSoThatOldBytesCanGo() {
        List<AttestedFile> small = List.of(archive(5, OLD), archive(3, OLD));
        placeHold("m-1", "id = 2");

        // When
        Sealed sealed = seal(QUIET);
        List<Progress> after = advance(QUIET.plus(TERMS.grace()));

        // Then
        String file = ((ChangeStatement) read(sealed.statements().get(0)))
                .added()
                .get(0)
                .path();
        assertThat(after).singleElement().isInstanceOf(Progress.Certified.class);
        assertThat(paths("hold-m-1")).containsExactly(file);
        assertThat(small).noneMatch(this::isStored);
        assertThat(findings()).isEmpty();
    }

    @Test
    default void holdsPlacedWhileItWasRewrittenKeepTheNewFile() {
        List<AttestedFile> small = List.of(archive(5, OLD), archive(3, OLD));
        SealPlan plan = sealer(QUIET).plan(TERMS);

        // When
        placeHold("m-1", "id = 2");
        Sealed sealed = sealer(QUIET).seal(plan, Duration.ZERO);
        advance(QUIET);

        // Then
        ChangeStatement statement = (ChangeStatement) read(sealed.statements().get(0));
        assertThat(statement.holdEpoch()).isEqualTo(1);
        assertThat(paths("hold-m-1")).containsExactly(statement.added().get(0).path());
        assertThat(small).noneMatch(this::isStored);
        assertThat(findings()).isEmpty();
    }

    @Test
    default void holdsPlacedWithinTheGraceBringNothingBack() {
        List<AttestedFile> small = List.of(archive(5, OLD), archive(3, OLD));
        seal(QUIET);
        placeHold("m-1", "id = 2");

        // When
        List<Progress> after = advance(QUIET.plus(TERMS.grace()));

        // Then the rows are in the new file, and the hold keeps that
        assertThat(after).singleElement().isInstanceOf(Progress.Certified.class);
        assertThat(paths("hold-m-1")).isEqualTo(paths("main")).hasSize(1);
        assertThat(small).noneMatch(this::isStored);
        assertThat(findings()).isEmpty();
    }

    @Test
    default void sealsCustodyApart() {
        archive(5, OLD);
        archive(3, OLD);

        assertThat(sealer(QUIET).plan(TERMS).packs())
                .singleElement()
                .satisfies(pack -> assertThat(pack.partition().custody()).isEqualTo(Custody.STANDARD));
    }

    private List<Progress> advance(Instant now) {
        return new Remover(upkeep(now)).advance();
    }

    private void placeHold(String id, String predicate) {
        new LegalHolds(events().fresh(), KEY, "counsel", Backoff.within(PATIENCE), Clock.fixed(QUIET, ZoneOffset.UTC))
                .place(new HoldOrder(id, "matter", "litigation", HoldPredicate.parse(predicate)));
    }

    private boolean isStored(AttestedFile file) {
        return java.nio.file.Files.exists(EvidentTable.onDisk(file.path()));
    }
}

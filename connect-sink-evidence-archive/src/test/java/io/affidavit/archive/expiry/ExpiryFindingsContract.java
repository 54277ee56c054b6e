/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.commit.Backoff;
import io.affidavit.archive.commit.ChangeCommitter;
import io.affidavit.archive.commit.TableChange;
import io.affidavit.archive.evidence.EvidentTable;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.ChangeStatement;
import io.affidavit.archive.evidence.statement.CompletionStatement;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.evidence.statement.StatementHead;
import io.affidavit.archive.evidence.verify.Finding;
import io.affidavit.archive.evidence.verify.FindingKind;
import io.affidavit.archive.removal.OpenRemoval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.Test;

/** What verification says of expiries that were not what they claim. */
interface ExpiryFindingsContract extends ExpiryFixture {

    @Test
    default void verifyNamesFilesThatAreThereDespiteTheirCertificate() throws IOException {
        AttestedFile expired = archive(100, OLD, "debug");
        Path copy = directory().resolve("copy-" + System.nanoTime());
        Path stored = EvidentTable.onDisk(expired.path());
        Files.copy(stored, copy);
        expirer().drop(expirer().plan(RETENTION), Duration.ZERO);
        expirer().remover().advance();
        assertThat(findings()).isEmpty();

        // When
        Files.copy(copy, stored);

        // Then
        assertThat(findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(FindingKind.NOT_DELETED);
            assertThat(finding.subject()).isEqualTo(expired.path());
        });
    }

    @Test
    default void verifyNamesCertificatesOfOtherFilesAndSecondOnes() {
        expireOne();
        clock().advance(GRACE);
        OpenRemoval expiry = expirer().remover().open().get(0);
        expirer().remover().advance();

        // When somebody with the key certifies again, and something else
        commitWithoutGuard(head -> new CompletionStatement(
                head,
                expiry.ref(),
                List.of(new CompletionStatement.DeletedFile("s3://b/never", "0".repeat(64), 1, 1)),
                Map.of()));

        // Then
        assertThat(findings())
                .extracting(Finding::kind)
                .containsExactly(FindingKind.UNFOUNDED_CERTIFICATE, FindingKind.UNFOUNDED_CERTIFICATE);
    }

    @Test
    default void verifyNamesChangesMadeUnderOtherHoldsThanTheyWerePlannedFor() {
        AttestedFile file = archive(100, OLD, "debug");
        placeHold("m-1", "id = 5");

        commitWithoutGuard(
                head -> new ChangeStatement(head, ChangeStatement.Cause.EXPIRE, 0, 0, List.of(), List.of(), Map.of()));

        assertThat(findings()).extracting(Finding::kind).containsExactly(FindingKind.HOLD_PASSED_OVER);
        assertThat(isStored(file)).isTrue();
    }

    private void commitWithoutGuard(Function<StatementHead, Statement> statement) {
        TableChange change = new TableChange() {
            @Override
            public String id() {
                return "by-hand";
            }

            @Override
            public Statement statement(Table table, StatementHead head) {
                return statement.apply(head);
            }
        };
        new ChangeCommitter(events().fresh(), KEY, "somebody", Backoff.within(Duration.ofSeconds(20)), clock())
                .commit(change);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.commit.Backoff;
import io.affidavit.archive.commit.ChangeCommitter;
import io.affidavit.archive.commit.KeyChange;
import io.affidavit.archive.evidence.statement.KeyStatement.Action;
import io.affidavit.archive.evidence.statement.StatementRef;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.key.TrustedKeys;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys that come and go in the chain of a real table, read with a trust file that holds only the first of them. */
class KeyRotationTest extends TwoCommits {

    private static final SigningKey SECOND = SigningKey.generate();
    private static final SigningKey THIRD = SigningKey.generate();

    @Test
    void followsKeysThatTrustedOnesName() {
        // Given
        change(Action.ADD, SECOND, KEY);
        events.archive(10, 20_002, KEY);
        events.archive(10, 20_002, SECOND);
        change(Action.ADD, THIRD, SECOND);
        change(Action.RETIRE, KEY, THIRD);
        change(Action.RETIRE, SECOND, THIRD);
        events.archive(10, 20_003, THIRD);

        // Then
        assertThat(verify().findings()).isEmpty();
        assertThat(kinds(TrustedKeys.of(KEY.verificationKey(), SECOND.verificationKey(), THIRD.verificationKey())))
                .isEmpty();
        // and nobody follows backwards: what the first key signed is not of the newest
        assertThat(kinds(TrustedKeys.of(THIRD.verificationKey()))).contains(FindingKind.UNTRUSTED_KEY);
    }

    @Test
    void countsNothingThatARetiredKeySignsLater() {
        // Given
        change(Action.ADD, SECOND, KEY);
        StatementRef retirement = change(Action.RETIRE, KEY, SECOND);
        events.archive(10, 20_002, KEY);

        // Then
        assertThat(verify().findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(FindingKind.RETIRED_KEY);
            assertThat(finding.detail())
                    .isEqualTo("signed by " + KEY.id() + ", which statement " + retirement.sequence() + " retired");
        });
    }

    @Test
    void letsARetiredKeyNameNoOtherAndNotComeBack() {
        // Given
        change(Action.ADD, SECOND, KEY);
        change(Action.RETIRE, KEY, SECOND);
        change(Action.ADD, THIRD, KEY);
        events.archive(10, 20_002, THIRD);
        change(Action.ADD, KEY, SECOND);
        events.archive(10, 20_002, KEY);

        // Then
        assertThat(kinds(TrustedKeys.of(KEY.verificationKey())))
                .containsExactly(FindingKind.RETIRED_KEY, FindingKind.UNTRUSTED_KEY, FindingKind.RETIRED_KEY);
    }

    @Test
    void believesNoStrangerWhoNamesAKey() {
        // Given
        SigningKey stranger = SigningKey.generate();
        change(Action.ADD, SECOND, stranger);
        change(Action.RETIRE, KEY, stranger);
        events.archive(10, 20_002, SECOND);
        events.archive(10, 20_002, KEY);

        // Then
        assertThat(kinds(TrustedKeys.of(KEY.verificationKey())))
                .containsExactly(FindingKind.UNTRUSTED_KEY, FindingKind.UNTRUSTED_KEY, FindingKind.UNTRUSTED_KEY);
    }

    private List<FindingKind> kinds(TrustedKeys trusted) {
        return verify(trusted).findings().stream().map(Finding::kind).toList();
    }

    private StatementRef change(Action action, SigningKey key, SigningKey signer) {
        return new ChangeCommitter(
                        events.table(), signer, "test", Backoff.within(Duration.ofSeconds(20)), Clock.systemUTC())
                .commit(new KeyChange(action, key.verificationKey(), "a test"));
    }
}

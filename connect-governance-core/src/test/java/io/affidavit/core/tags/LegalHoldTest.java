/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.tags;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LegalHoldTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "false", "FALSE"})
    void readsAbsenceAsNotHeld(String text) {
        assertThat(LegalHold.parse(text).held()).isFalse();
    }

    @Test
    void readsMatters() {
        assertThat(LegalHold.parse("LH-7, acme.2026")).isEqualTo(new LegalHold.Held(Set.of("LH-7", "acme.2026")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "TRUE", "a,,b", "{\"matter\":1}", "Sun Nov 22 00:00:00 UTC 2026", ","})
    void failsClosedOnAnythingElse(String text) {
        assertThat(LegalHold.parse(text)).isEqualTo(new LegalHold.Held(Set.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "true", "A,B"})
    void printsWhatItReads(String text) {
        assertThat(LegalHold.parse(text).headerText()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "false, false, false",
        "false, 'A', 'A'",
        "'B', 'A', 'A,B'",
        "'A', 'A', 'A'",
        "true, 'A', true",
        "'A', true, true"
    })
    void onlyAddsUp(String one, String other, String sum) {
        assertThat(LegalHold.sum(LegalHold.parse(one), LegalHold.parse(other)).headerText())
                .isEqualTo(sum);
    }
}

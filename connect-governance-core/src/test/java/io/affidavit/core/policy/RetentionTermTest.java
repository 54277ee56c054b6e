/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionTermTest {

    @ParameterizedTest
    @CsvSource({
        "1 day, P1D",
        "180 days, P180D",
        "180d, P180D",
        "1 month, P1M",
        "25 months, P25M",
        "1 year, P1Y",
        "7 years, P7Y",
        "7y, P7Y"
    })
    void readsDaysMonthsAndYears(String text, String period) {
        assertThat(RetentionTerm.parse(text)).isEqualTo(RetentionTerm.of(Period.parse(period)));
    }

    @Test
    void readsForever() {
        assertThat(RetentionTerm.parse("forever")).isEqualTo(RetentionTerm.FOREVER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0d", "7", "7 weeks", "7m", "-7d", "100000d", "7  years", "7 y", "Forever", "7y "})
    void refusesWhatIsNoTermWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> RetentionTerm.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot read term: it is not like 180 days, 180d, 25 months, 7 years, 7y or forever.");
    }

    @ParameterizedTest
    @CsvSource({
        "30d, 2026-01-01, 2026-01-31",
        "1 month, 2026-01-31, 2026-02-28",
        // from the midnight that ends the day, the month is longer
        "1 month, 2026-02-28, 2026-03-31",
        "1y, 2024-02-29, 2025-02-28",
        "4y, 2024-02-29, 2028-02-29",
        "99999y, 2026-11-22, +102025-11-22",
        "forever, 2026-11-22, "
    })
    void knowsTheLastDay(String term, LocalDate day, LocalDate last) {
        assertThat(RetentionTerm.parse(term).lastDay(day)).isEqualTo(Optional.ofNullable(last));
    }

    @ParameterizedTest
    @ValueSource(strings = {"180 days", "25 months", "7 years", "forever"})
    void writesWhatItReads(String text) {
        assertThat(RetentionTerm.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({
        "11 months, 1y, true",
        "1y, 11 months, false",
        "365d, 1y, false",
        "364d, 1y, true",
        "99999y, forever, true",
        "forever, 99999y, false",
        "forever, forever, false"
    })
    void knowsTheShorterOne(String one, String other, boolean shorter) {
        assertThat(RetentionTerm.parse(one).shorterThan(RetentionTerm.parse(other)))
                .isEqualTo(shorter);
    }

    @ParameterizedTest
    @ValueSource(strings = {"P0D", "P-1D", "P1M1D", "P1Y1D"})
    void refusesPeriodsThatNoPolicyCanWrite(String period) {
        assertThatThrownBy(() -> new RetentionTerm(Optional.of(Period.parse(period))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

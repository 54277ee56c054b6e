/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.affidavit.lake.store.Micros;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimePatternTest {

    @ParameterizedTest
    @CsvSource({
        "{yyyy}/{MM}/{dd}/{HH}/, 2026/01/02/03/a.json.gz, 2026-01-02T03:00:00Z",
        "{yyyy}/{MM}/{dd}/, 2026/01/02/a.json.gz, 2026-01-02T00:00:00Z",
        "year={yyyy}/month={MM}/, year=2026/month=12/x, 2026-12-01T00:00:00Z",
        "dt={yyyy}-{MM}-{dd}/hour={HH}/, dt=2026-01-02/hour=23/x, 2026-01-02T23:00:00Z",
        "{yyyy}{MM}{dd}T{HH}{mm}-, 20260102T0304-x, 2026-01-02T03:04:00Z",
    })
    void tellsTheTimeOfAKey(String pattern, String key, Instant time) {
        TimePattern parsed = TimePattern.parse(pattern);
        long start = Micros.of(time);

        assertThat(parsed.start(key)).hasValue(start);
        assertThat(key).startsWith(parsed.prefix(start));
        assertThat(parsed.floor(start + 1)).isEqualTo(start);
        assertThat(parsed.ceiling(start)).isEqualTo(start);
        assertThat(parsed.ceiling(start + 1)).isGreaterThan(start);
        assertThat(parsed.floor(parsed.ceiling(start + 1) - 1)).isEqualTo(start);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2026/13/02/03/x", "2026/02/30/03/x", "2026/1/02/03/x", "data/2026/01/02/03/x", "2026/01/02", ""
            })
    void givesOtherKeysNoTime(String key) {
        assertThat(TimePattern.parse("{yyyy}/{MM}/{dd}/{HH}/").start(key)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "logs/", "{MM}/", "{yyyy}", "{yyyy}/{dd}/", "{yyyy}/{MM}", "{dd}/{MM}/{yyyy}/", "{yyyy/"})
    void refusesPatternsWhoseOrderIsNotThatOfTime(String pattern) {
        assertThatIllegalArgumentException().isThrownBy(() -> TimePattern.parse(pattern));
    }

    @Test
    void clampsTimesBeyondAllKeys() {
        TimePattern pattern = TimePattern.parse("{yyyy}/{MM}/");
        assertThat(pattern.prefix(Long.MIN_VALUE)).isEqualTo("0001/01/");
        assertThat(pattern.prefix(Long.MAX_VALUE)).isEqualTo("9999/12/");
    }
}

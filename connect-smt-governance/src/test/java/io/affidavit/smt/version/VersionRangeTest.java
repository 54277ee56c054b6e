/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionRangeTest {

    @ParameterizedTest
    @CsvSource({
        ">=1.0 <2, 1, true, false",
        ">=1.0 <2, 1.9.9, true, false",
        ">=1.0 <2, 2, false, true",
        ">=1.0 <2, 0.9, false, false",
        ">1.0 <=2.1, 1.0.0, false, false",
        ">1.0 <=2.1, 2.1, true, false",
        ">1.0 <=2.1, 2.1.1, false, true",
        "1.4, 1.4.0, true, false",
        "=1.4, 1.5, false, true",
        "=1.4, 1.3, false, false",
        "<3, 0.0.0, true, false"
    })
    void knowsWhatIsInsideAndWhatLiesAbove(String range, String version, boolean inside, boolean above) {
        VersionRange parsed = VersionRange.parse(range);

        assertThat(parsed.contains(SchemaVersion.of(version))).isEqualTo(inside);
        assertThat(parsed.before(SchemaVersion.of(version))).isEqualTo(above);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                ">=1.0",
                ">1",
                "one",
                ">=1.0 || <2",
                "^1.2",
                ">=1.x <2",
                ">=3 <2",
                ">2 <2",
                ">=1 <2 oops",
                "=1 =2"
            })
    void refusesRangesThatAreOpenEmptyOrUnreadable(String range) {
        assertThatThrownBy(() -> VersionRange.parse(range))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Cannot read version range: ");
    }

    @Test
    void readsNumbersAndRefusesTheRest() {
        assertThat(SchemaVersion.of(3)).hasToString("3.0.0");
        assertThat(SchemaVersion.of(1.2)).hasToString("1.2.0");
        assertThat(SchemaVersion.of(new BigDecimal("1.5"))).hasToString("1.5.0");
        assertThat(SchemaVersion.of(" 1.2.3 ")).hasToString("1.2.3");
        assertThat(SchemaVersion.of("1.0.0-rc1")).isNull();
        assertThat(SchemaVersion.of("1.0.0.0")).isNull();
        assertThat(SchemaVersion.of("-1")).isNull();
        assertThat(SchemaVersion.of(12345678)).isNull();
        assertThat(SchemaVersion.of(true)).isNull();
        assertThat(SchemaVersion.of(Double.NaN)).isNull();
    }
}

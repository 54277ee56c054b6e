/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowChecksumTest {

    private static RowChecksum of(String... keysAndHashes) {
        RowChecksum checksum = new RowChecksum();
        for (int i = 0; i < keysAndHashes.length; i += 2) {
            checksum.add(keysAndHashes[i], keysAndHashes[i + 1]);
        }
        return checksum;
    }

    /** Computed independently of this code. */
    @Test
    void pinsTheText() {
        assertThat(of("a", "1", "b", "2", "c", "3")).hasToString("3:b0f5585d15b815cc:1f8ae983e84bc622");
    }

    @Test
    void doesNotDependOnOrderOrGrouping() {
        RowChecksum merged = of("c", "3");
        merged.merge(of("b", "2", "a", "1"));

        assertThat(merged).isEqualTo(of("a", "1", "b", "2", "c", "3"));
    }

    @Test
    void seesDuplicatesLossesAndChanges() {
        RowChecksum whole = of("a", "1", "b", "2");

        assertThat(of("a", "1", "b", "2", "b", "2")).isNotEqualTo(whole);
        assertThat(of("a", "1")).isNotEqualTo(whole);
        assertThat(of("a", "1", "b", "3")).isNotEqualTo(whole);
        assertThat(of("a", "2", "b", "1")).isNotEqualTo(whole);
    }

    @Test
    void readsWhatItPrints() {
        RowChecksum checksum = of("a", "1", "b", "2");

        assertThat(RowChecksum.parse(checksum.toString())).isEqualTo(checksum).isNotSameAs(checksum);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1:2", "x:0:0", "1:zz:0", "1:2:3:4"})
    void refusesOtherText(String text) {
        assertThatThrownBy(() -> RowChecksum.parse(text)).hasMessageStartingWith("Cannot read checksum: ");
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class OptionsTest {
    private static final Options.Usage USAGE = new Options.Usage("examples/some/run", "rows", 1_000, 50_000);

    @Test
    void needsNone() {
        assertThat(Options.parse(USAGE)).isEqualTo(new Options(50_000, 1, false));
    }

    @Test
    void readsAll() {
        assertThat(Options.parse(USAGE, "--rows", "70,000", "--keep", "--seed", "9"))
                .isEqualTo(new Options(70_000, 9, true));
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse(USAGE, "--row", "5"))
                .withMessageContaining("--row");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse(USAGE, "--rows", "many"))
                .withMessageContaining("--rows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse(USAGE, "--seed"))
                .withMessageContaining("--seed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse(USAGE, "--rows", "10"))
                .withMessageContaining("1000");
    }

    @Test
    void saysWhatItTakes() {
        assertThat(USAGE.text())
                .contains("examples/some/run", "rows, at least 1,000 (default 50,000)", "--seed", "--keep");
    }
}

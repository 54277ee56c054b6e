/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void needsNone() {
        assertThat(Options.parse()).isEqualTo(new Options(50_000, 1, false));
    }

    @Test
    void readsAll() {
        assertThat(Options.parse("--rows", "70,000", "--keep", "--seed", "9")).isEqualTo(new Options(70_000, 9, true));
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse("--row", "5"))
                .withMessageContaining("--row");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse("--rows", "many"))
                .withMessageContaining("--rows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse("--seed"))
                .withMessageContaining("--seed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse("--rows", "10"))
                .withMessageContaining("1000");
    }
}

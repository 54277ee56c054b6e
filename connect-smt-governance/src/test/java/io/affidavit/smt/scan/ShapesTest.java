/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapesTest {

    private static final List<String> LAYOUTS =
            List.of("999-99-9999", "9999 9999 9999", "9 99 99", "A99", "99X99A", "99999999999999999X");

    private final Shapes shapes = Shapes.of(LAYOUTS);

    @ParameterizedTest
    @ValueSource(strings = {"", "123-", "123-45-", "1234 5678 ", "1 23 ", "1234-5678-", "A", "12B"})
    void stepsOverDigitsAtOnceAsOneByOne(String before) {
        // Given
        int start = shapes.start();
        for (int i = 0; i < before.length(); i++) {
            start = shapes.step(start, before.charAt(i));
        }

        // When
        // Then
        int state = start;
        for (int digits = 0; digits < 30; digits++) {
            assertThat(shapes.digits(start, digits)).as("%s digits", digits).isEqualTo(state);
            state = state == Shapes.NONE ? Shapes.NONE : shapes.step(state, '7');
        }
    }

    @Test
    void tellsTheLayoutsThatAreComplete() {
        // Given
        int state = shapes.digits(shapes.start(), 3);
        state = shapes.digits(shapes.step(state, '-'), 2);
        state = shapes.digits(shapes.step(state, '-'), 4);

        // When
        // Then
        assertThat(shapes.accepted(state)).containsExactly(0);
        assertThat(shapes.accepted(shapes.digits(shapes.start(), 3))).isEmpty();
    }
}

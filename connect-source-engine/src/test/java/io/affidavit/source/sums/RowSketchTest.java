/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.sums;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowSketchTest {

    private final Random random = new Random(20261123);

    @ParameterizedTest(name = "{1} more and {2} less of {0}")
    @CsvSource({"0, 1, 0", "1, 0, 1", "10, 1, 1", "100000, 1, 0", "100000, 6, 6", "5000, 0, 9", "5000, 12, 0"})
    void tellsExactlyWhatChanged(int kept, int added, int removed) {
        // Given
        long[] before = digests(kept + removed);
        long[] more = digests(added);
        RowSketch earlier = RowSketch.EMPTY.with(before, before.length);
        RowSketch later = RowSketch.EMPTY.with(before, kept).with(more, added);
        // When
        RowSketch.Difference difference = later.since(earlier).orElseThrow();
        // Then
        assertThat(difference.added()).isEqualTo(Arrays.stream(more).boxed().collect(Collectors.toSet()));
        assertThat(difference.removed())
                .isEqualTo(Arrays.stream(before).skip(kept).boxed().collect(Collectors.toSet()));
    }

    @Test
    void findsNoDifferenceBetweenEqualSets() {
        long[] rows = digests(1000);
        RowSketch sketch = RowSketch.EMPTY.with(rows, 400).with(Arrays.copyOfRange(rows, 400, 1000), 600);
        assertThat(sketch).isEqualTo(RowSketch.EMPTY.with(rows, 1000));
        RowSketch.Difference difference =
                sketch.since(RowSketch.EMPTY.with(rows, 1000)).orElseThrow();
        assertThat(difference.added()).isEmpty();
        assertThat(difference.removed()).isEmpty();
    }

    @Test
    void neverTellsAWrongDifference() {
        // Given differences from few to far too many
        int told = 0;
        for (int round = 0; round < 2000; round++) {
            long[] rows = digests(random.nextInt(60));
            // When
            Optional<RowSketch.Difference> difference =
                    RowSketch.EMPTY.with(rows, rows.length).since(RowSketch.EMPTY);
            // Then it is right, or none
            if (difference.isPresent()) {
                told++;
                assertThat(difference.get().added())
                        .isEqualTo(Arrays.stream(rows).boxed().collect(Collectors.toSet()));
            }
        }
        assertThat(told).isBetween(500, 1500);
    }

    @Test
    void usuallyTellsTwentyChanges() {
        int told = 0;
        for (int round = 0; round < 1000; round++) {
            if (RowSketch.EMPTY.with(digests(20), 20).since(RowSketch.EMPTY).isPresent()) {
                told++;
            }
        }
        assertThat(told).isGreaterThan(900);
    }

    @Test
    void readsWhatItWrote() {
        RowSketch sketch = RowSketch.EMPTY.with(digests(50), 50);
        assertThat(sketch.text()).hasSize(1024);
        assertThat(RowSketch.parse(sketch.text())).isEqualTo(sketch);
        assertThat(RowSketch.EMPTY.text()).isEmpty();
        assertThat(RowSketch.parse("")).isEqualTo(RowSketch.EMPTY);
        assertThatThrownBy(() -> RowSketch.parse("AAAA")).isInstanceOf(IllegalArgumentException.class);
    }

    private long[] digests(int count) {
        return random.longs(count).toArray();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowGridTest {

    private final WindowGrid grid = new WindowGrid(64, 3_600_000_000L);

    @ParameterizedTest
    @ValueSource(
            longs = {
                Long.MIN_VALUE,
                Long.MIN_VALUE + 1,
                -3_600_000_001L,
                -1,
                0,
                1,
                3_599_999_999L,
                1_767_323_045_123_456L
            })
    void placesEveryPositionInsideItsWindow(long position) {
        long window = grid.windowOf(position);
        assertThat(position).isGreaterThanOrEqualTo(grid.startOf(window)).isLessThan(grid.endOf(window));
        assertThat(grid.laneOf(window)).isBetween(0, 63);
    }

    @Test
    void findsTheNextWindowOfALane() {
        for (long window : new long[] {-130, -1, 0, 63, 64, grid.windowOf(Long.MIN_VALUE)}) {
            for (int lane = 0; lane < 64; lane++) {
                long next = grid.nextOf(lane, window);
                assertThat(grid.laneOf(next)).isEqualTo(lane);
                assertThat(next - window).isBetween(0L, 63L);
            }
        }
    }

    @Test
    void refusesAnEmptyGrid() {
        assertThatThrownBy(() -> new WindowGrid(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new WindowGrid(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LaneAssignmentTest {

    @Test
    void givesEachLaneToExactlyOneTask() {
        for (int tasks = 1; tasks <= 64; tasks++) {
            assertThat(LaneAssignment.assign(64, tasks)).hasSize(tasks);
            assertThat(LaneAssignment.assign(64, tasks).stream().flatMap(List::stream))
                    .hasSize(64)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void movesLanesOnlyToTheTaskThatIsAdded() {
        List<List<Integer>> before = LaneAssignment.assign(64, 5);
        List<List<Integer>> after = LaneAssignment.assign(64, 6);
        for (int task = 0; task < 5; task++) {
            assertThat(before.get(task)).containsAll(after.get(task));
        }
        assertThat(after.get(5)).hasSizeBetween(3, 20);
    }

    @Test
    void staysTheSame() {
        assertThat(LaneAssignment.assign(8, 3)).isEqualTo(LaneAssignment.assign(8, 3));
    }

    @Test
    void givesNoTaskTwoLanesMoreThanAnother() {
        for (int tasks = 1; tasks <= 64; tasks++) {
            List<Integer> sizes = LaneAssignment.assign(64, tasks).stream()
                    .map(List::size)
                    .sorted()
                    .toList();
            assertThat(sizes.get(tasks - 1) - sizes.get(0)).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void givesNeighboursToDifferentTasks() {
        assertThat(LaneAssignment.assign(8, 2)).containsExactly(List.of(0, 2, 4, 6), List.of(1, 3, 5, 7));
        assertThat(LaneAssignment.assign(LaneAssignment.MOST_LANES, LaneAssignment.MOST_LANES))
                .allSatisfy(lanes -> assertThat(lanes).hasSize(1));
    }
}

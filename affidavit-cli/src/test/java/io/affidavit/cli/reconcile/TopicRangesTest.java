/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.cli.topic.Offsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TopicRangesTest {

    private static final TopicPartition ZERO = new TopicPartition("t", 0);
    private static final TopicPartition ONE = new TopicPartition("t", 1);

    private final TopicRanges ranges = new TopicRanges();

    @Test
    void joinsWhatIsNearAndKeepsApartWhatIsNot() {
        ranges.add(1, ZERO, 100);
        ranges.add(1, ZERO, 50);
        ranges.add(2, ZERO, 700);
        ranges.add(3, ZERO, 90_000);
        ranges.add(3, ONE, 7);
        ranges.add(4, ONE, 1_000_000);

        assertThat(ranges.of(Set.of(1L, 2L, 3L)))
                .containsExactly(
                        Map.of(ZERO, new Offsets(50, 701), ONE, new Offsets(7, 8)),
                        Map.of(ZERO, new Offsets(90_000, 90_001)));
    }

    @Test
    void readsNothingForAWindowWithoutRows() {
        ranges.add(1, ZERO, 100);

        assertThat(ranges.of(Set.of(9L))).isEmpty();
    }

    @Test
    void holdsEveryRowOfTheWindowsOnce() {
        // Given rows of twenty windows in no order
        Random random = new Random(20261123);
        Map<Long, Set<Long>> rows = new HashMap<>();
        for (long offset = 0; offset < 50_000; offset += 1 + random.nextInt(3_000)) {
            long window = random.nextInt(20);
            ranges.add(window, ZERO, offset);
            rows.computeIfAbsent(window, w -> new HashSet<>()).add(offset);
        }
        for (long window = 0; window < 20; window++) {
            // When
            List<Map<TopicPartition, Offsets>> parts = ranges.of(Set.of(window, (window + 7) % 20));
            // Then each of its rows is in one part
            for (long offset : rows.getOrDefault(window, Set.of())) {
                assertThat(parts)
                        .filteredOn(part -> part.get(ZERO).from() <= offset
                                && offset < part.get(ZERO).to())
                        .hasSize(1);
            }
        }
    }
}

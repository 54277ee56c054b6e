/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.cli.topic.Offsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TopicSourceTest {

    private static final TopicPartition LARGE = new TopicPartition("t", 0);
    private static final TopicPartition SMALL = new TopicPartition("t", 1);
    private static final Map<TopicPartition, Offsets> WHOLE =
            Map.of(LARGE, new Offsets(100, 9_100), SMALL, new Offsets(0, 1_000));

    @Test
    void spreadsASampleOverEveryPartition() {
        List<Map<TopicPartition, Offsets>> parts = TopicSource.parts(WHOLE, new Sample(1_000, false));

        assertThat(parts).hasSize(10);
        assertThat(parts.get(0)).containsEntry(LARGE, new Offsets(100, 190)).containsEntry(SMALL, new Offsets(0, 10));
        assertThat(parts.get(9)).containsEntry(LARGE, new Offsets(8_200, 8_290));
    }

    @Test
    void takesTheLatestOfEveryPartition() {
        assertThat(TopicSource.parts(WHOLE, new Sample(1_000, true)))
                .containsExactly(Map.of(LARGE, new Offsets(8_200, 9_100), SMALL, new Offsets(900, 1_000)));
    }

    @Test
    void takesEverythingWhereThereIsNoMore() {
        assertThat(TopicSource.parts(WHOLE, new Sample(0, false))).containsExactly(WHOLE);
        assertThat(TopicSource.parts(WHOLE, new Sample(10_000, true))).containsExactly(WHOLE);
    }
}

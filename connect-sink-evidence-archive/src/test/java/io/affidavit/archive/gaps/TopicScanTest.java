/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.evidence.statement.OffsetSpan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

/** What the scan makes of what a consumer shows. Real markers, aborts and deletions are in the integration tests. */
class TopicScanTest {

    private static final TopicPartition PARTITION = new TopicPartition("t", 0);
    private static final ScanBudget AMPLE = new ScanBudget(Duration.ofSeconds(10), 1 << 20);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");

    @Test
    void leavesOnlyVisibleOffsetsUnexplained() {
        // Given a topic with records at 3, 4 and from 6 on
        holds(0, 3, 4, 6, 7, 8, 9);

        // When the gaps 1 to 6 and 7 to 8 are looked into
        // Then what is seen in them remains, neighbours joined
        assertThat(remaining(AMPLE, new OffsetSpan(1, 6), new OffsetSpan(7, 8)))
                .containsExactly(new OffsetSpan(3, 5), new OffsetSpan(7, 8));
    }

    @Test
    void leavesUnexplainedWhatTheTopicNoLongerHolds() {
        holds(20, 21, 23, 24);

        assertThat(remaining(AMPLE, new OffsetSpan(5, 10), new OffsetSpan(18, 21), new OffsetSpan(22, 23)))
                .containsExactly(new OffsetSpan(5, 10), new OffsetSpan(18, 20));
    }

    @Test
    void leavesTheRestUnexplainedWhenTheBudgetIsSpent() {
        holds(
                0,
                LongStream.range(1, 2_000)
                        .filter(offset -> offset != 5 && offset != 1_500)
                        .toArray());

        assertThat(remaining(
                        new ScanBudget(Duration.ofSeconds(10), 3), new OffsetSpan(5, 6), new OffsetSpan(1_500, 1_501)))
                .containsExactly(new OffsetSpan(1_500, 1_501));
        assertThat(remaining(new ScanBudget(Duration.ZERO, 1 << 20), new OffsetSpan(5, 6)))
                .containsExactly(new OffsetSpan(5, 6));
    }

    @Test
    void leavesAllUnexplainedWhenTheBrokerFails() {
        holds(0, 1, 3);
        consumer.schedulePollTask(() -> consumer.setPollException(new TopicAuthorizationException("t")));

        assertThat(remaining(AMPLE, new OffsetSpan(2, 3))).containsExactly(new OffsetSpan(2, 3));
    }

    private List<OffsetSpan> remaining(ScanBudget budget, OffsetSpan... gaps) {
        return new TopicScan(consumer, budget)
                .unexplained(Map.of(PARTITION, List.of(gaps)))
                .get(PARTITION);
    }

    private void holds(long beginning, long... offsets) {
        consumer.assign(List.of(PARTITION));
        consumer.updateBeginningOffsets(Map.of(PARTITION, beginning));
        consumer.setMaxPollRecords(100);
        for (long offset : offsets) {
            consumer.addRecord(new ConsumerRecord<>("t", 0, offset, null, new byte[1]));
        }
    }
}

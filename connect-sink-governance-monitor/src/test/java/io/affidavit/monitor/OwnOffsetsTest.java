/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.monitor.worker.OwnOffsets;
import io.affidavit.monitor.worker.Work;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class OwnOffsetsTest {

    private static final TopicPartition OURS = new TopicPartition("t", 0);
    private static final TopicPartition LOST = new TopicPartition("t", 1);

    private final Scripted work = new Scripted();
    private final TestContext context = new TestContext(List.of(OURS));
    private final OwnOffsets offsets = new OwnOffsets(work, context);

    /** Work that fails when it is told to. */
    private static final class Scripted implements Work {
        private ConnectException atPut;
        private ConnectException atCommit;
        private boolean whole;
        private int commits;

        @Override
        public void put(Collection<SinkRecord> records) {
            if (atPut != null) {
                throw atPut;
            }
        }

        @Override
        public Map<TopicPartition, Long> commit() {
            commits++;
            if (atCommit != null) {
                throw atCommit;
            }
            return Map.of(OURS, 7L, LOST, 8L);
        }

        @Override
        public boolean wholeAfterFailure() {
            return whole;
        }

        @Override
        public long millisUntilDue() {
            return 123;
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() {
        return offsets.preCommit(Map.of(OURS, new OffsetAndMetadata(99)));
    }

    @Test
    void answersWithWhatIsCommittedOfItsOwnPartitions() {
        offsets.put(List.of());

        assertThat(context.timeout()).isEqualTo(123);
        assertThat(committed()).isEqualTo(Map.of(OURS, new OffsetAndMetadata(7)));
    }

    @Test
    void throwsWhatEndsTheTaskFromThenOn() {
        work.atPut = new ConnectException("over");
        assertThatThrownBy(() -> offsets.put(List.of())).isSameAs(work.atPut);
        ConnectException first = work.atPut;
        work.atPut = null;

        assertThatThrownBy(() -> offsets.put(List.of())).isSameAs(first);
    }

    @Test
    void commitsAfterAFailureOnlyWhatIsWhole() {
        work.atPut = new ConnectException("over");
        assertThatThrownBy(() -> offsets.put(List.of())).isSameAs(work.atPut);

        assertThat(committed()).isEmpty();
        assertThat(work.commits).isZero();

        work.whole = true;
        assertThat(committed()).containsOnlyKeys(OURS);
    }

    @Test
    void throwsNothingWhileCommittingAndEndsTheTaskLater() {
        work.atCommit = new ConnectException("over");

        assertThat(committed()).isEmpty();

        assertThatThrownBy(() -> offsets.put(List.of())).isSameAs(work.atCommit);
    }

    @Test
    void goesOnAfterWhatMayBeTriedAgain() {
        work.atPut = new RetriableException("later");
        assertThatThrownBy(() -> offsets.put(List.of())).isSameAs(work.atPut);
        assertThat(context.timeout()).isEqualTo(2_000);
        work.atPut = null;

        offsets.put(List.of());

        assertThat(committed()).containsOnlyKeys(OURS);
    }
}

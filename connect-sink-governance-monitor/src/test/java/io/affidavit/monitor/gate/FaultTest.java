/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

class FaultTest {

    private static final TopicPartition PARTITION = new TopicPartition("in", 0);
    private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final Rest rest = new Rest(Duration.ofMinutes(1), now::get);

    @Test
    void tellsFencedFromPassingFromLasting() {
        assertThat(Fault.of(new ProducerFencedException("x")).kind()).isEqualTo(Fault.Kind.FENCED);
        assertThat(Fault.of(new KafkaException("x", new InvalidProducerEpochException("x")))
                        .kind())
                .isEqualTo(Fault.Kind.FENCED);
        assertThat(Fault.of(new KafkaException("canary", new TimeoutException("canary"))))
                .isEqualTo(new Fault(Fault.Kind.PASSING, "TimeoutException"));
        assertThat(Fault.of(new KafkaException("x", new RecordTooLargeException("x")))
                        .kind())
                .isEqualTo(Fault.Kind.LASTING);
        assertThat(Fault.of(new TopicAuthorizationException("x")).kind()).isEqualTo(Fault.Kind.LASTING);
    }

    @Test
    void restsBeforeItTriesAgain() {
        rest.begin(PARTITION, new Fault(Fault.Kind.PASSING, "TimeoutException"));

        assertThat(rest.over()).isEmpty();
        now.set(START.plusMillis(1_000));
        assertThat(rest.over()).containsExactly(PARTITION);
        rest.opened(PARTITION);
        assertThat(rest.isEmpty()).isTrue();
    }

    @Test
    void leavesAPartitionThatAnotherTookLongerAlone() {
        rest.begin(PARTITION, new Fault(Fault.Kind.FENCED, "ProducerFencedException"));

        now.set(START.plusMillis(9_999));
        assertThat(rest.over()).isEmpty();
        now.set(START.plusMillis(10_000));
        assertThat(rest.over()).containsExactly(PARTITION);
    }

    @Test
    void endsTheTaskWhenNothingMends() {
        // Given a partition that fails, opens and fails again without a commit between
        Fault fault = new Fault(Fault.Kind.PASSING, "TimeoutException");
        rest.begin(PARTITION, fault);
        rest.opened(PARTITION);
        now.set(START.plusSeconds(61));

        // When, Then
        assertThatThrownBy(() -> rest.begin(PARTITION, fault))
                .isInstanceOf(ConnectException.class)
                .hasMessageStartingWith("Cannot gate partition in-0: TimeoutException for more than PT1M.");
    }

    @Test
    void beginsToCountAnewAfterACommit() {
        Fault fault = new Fault(Fault.Kind.PASSING, "TimeoutException");
        rest.begin(PARTITION, fault);
        rest.mended(PARTITION);
        now.set(START.plusSeconds(61));
        rest.begin(PARTITION, fault);

        assertThat(rest.isEmpty()).isFalse();
    }

    @Test
    void endsTheTaskAtOnceWhenWaitingIsNoUse() {
        assertThatThrownBy(() -> rest.begin(PARTITION, new Fault(Fault.Kind.LASTING, "RecordTooLargeException")))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("RecordTooLargeException");
    }
}

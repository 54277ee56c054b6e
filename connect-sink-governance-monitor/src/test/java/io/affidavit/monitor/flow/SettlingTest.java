/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.flow;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.core.policy.PolicyReader;
import io.affidavit.core.policy.log.PolicySource;
import io.affidavit.core.policy.log.PolicyStatus;
import io.affidavit.core.policy.log.Timeline;
import io.affidavit.monitor.watch.Plan;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class SettlingTest {

    private static final long HEARD = 1_764_000_000_000L;

    private final AtomicLong now = new AtomicLong(HEARD);
    private final InstantSource clock = () -> Instant.ofEpochMilli(now.get());
    private final Settling settling = new Settling(Policies.followed(new Heard(), clock), clock, Duration.ofMinutes(1));

    /** A source that was last heard at {@link #HEARD}. */
    private static final class Heard implements PolicySource<Plan> {

        @Override
        public Plan at(Long timestamp) {
            throw new UnsupportedOperationException("not asked");
        }

        @Override
        public Timeline<Plan> timeline() {
            throw new UnsupportedOperationException("not asked");
        }

        @Override
        public PolicyStatus status() {
            return new PolicyStatus(PolicyReader.read("id: p\nversion: 1\n").ref(), 0, HEARD, 0);
        }

        @Override
        public void close() {}
    }

    private void check(Long timestamp) {
        settling.check(List.of(
                new SinkRecord("t", 0, null, null, null, new byte[0], 0, timestamp, TimestampType.CREATE_TIME)));
    }

    @Test
    void letsPassWhatNoUnknownVersionCanBeInForceFor() {
        now.set(HEARD + 3_600_000);

        assertThatCode(() -> check(HEARD + 19_999)).doesNotThrowAnyException();
        assertThatCode(() -> check(null)).doesNotThrowAnyException();
        assertThatCode(() -> settling.check(List.of())).doesNotThrowAnyException();
    }

    @Test
    void doesNotWaitForRecordsFromTheFuture() {
        now.set(HEARD + 5_000);

        assertThatCode(() -> check(HEARD + 86_400_000)).doesNotThrowAnyException();
    }

    @Test
    void holdsBackWhatMayBeOfAVersionThatIsNotKnown() {
        now.set(HEARD + 21_000);

        assertThatThrownBy(() -> check(HEARD + 20_000)).isInstanceOf(RetriableException.class);
    }

    @Test
    void failsAfterTheLongestOutageAndNotBefore() {
        now.set(HEARD + 21_000);
        assertThatThrownBy(() -> check(HEARD + 20_500)).isInstanceOf(RetriableException.class);
        now.addAndGet(60_000);
        assertThatThrownBy(() -> check(HEARD + 20_500)).isInstanceOf(RetriableException.class);

        now.addAndGet(1);

        assertThatThrownBy(() -> check(HEARD + 20_500))
                .isInstanceOf(ConnectException.class)
                .isNotInstanceOf(RetriableException.class)
                .hasMessageContaining("policy topic was not heard");
    }

    @Test
    void countsAnOutageFromItsBeginning() {
        now.set(HEARD + 21_000);
        assertThatThrownBy(() -> check(HEARD + 20_500)).isInstanceOf(RetriableException.class);
        check(HEARD);
        now.addAndGet(61_000);

        assertThatThrownBy(() -> check(HEARD + 20_500)).isInstanceOf(RetriableException.class);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void doublesUpToItsLimit() {
        Backoff backoff = new Backoff(SECOND, Duration.ofSeconds(10), () -> 0);

        assertThat(backoff.after(1, Optional.empty())).isEqualTo(SECOND);
        assertThat(backoff.after(3, Optional.empty())).isEqualTo(Duration.ofSeconds(4));
        assertThat(backoff.after(5, Optional.empty())).isEqualTo(Duration.ofSeconds(10));
        assertThat(backoff.after(1_000, Optional.empty())).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void isShortenedByChanceByAHalfAtMost() {
        Backoff backoff = new Backoff(SECOND, Duration.ofSeconds(10), () -> 1);

        assertThat(backoff.after(1, Optional.empty())).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void waitsAsLongAsTheReceiverAsksUpToAnHour() {
        Backoff backoff = new Backoff(SECOND, Duration.ofSeconds(10), () -> 0);

        assertThat(backoff.after(1, Optional.of(Duration.ofSeconds(30)))).isEqualTo(Duration.ofSeconds(30));
        assertThat(backoff.after(4, Optional.of(SECOND))).isEqualTo(Duration.ofSeconds(8));
        assertThat(backoff.after(1, Optional.of(Duration.ofDays(9)))).isEqualTo(Duration.ofHours(1));
    }
}

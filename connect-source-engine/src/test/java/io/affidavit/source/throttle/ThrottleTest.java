/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThrottleTest {

    private static final long SECOND = 1_000_000_000;

    @ParameterizedTest(name = "{0} contain {1}: {2}")
    @CsvSource({
        "22:00-06:00, 23:00, true",
        "22:00-06:00, 05:59, true",
        "22:00-06:00, 22:00, true",
        "22:00-06:00, 06:00, false",
        "22:00-06:00, 12:00, false",
        "09:00-17:30, 09:00, true",
        "09:00-17:30, 17:30, false",
        "00:00-00:01, 00:00, true"
    })
    void knowsTheHoursOfReading(String hours, String time, boolean contained) {
        Instant instant = Instant.parse("2026-03-29T" + time + ":00Z");
        assertThat(Hours.parse(hours).orElseThrow().contain(instant)).isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "22-6", "24:00-06:00", "06:00-06:00", "22:00-06:00+02:00", "10:00"})
    void refusesOtherHours(String text) {
        assertThat(Hours.parse(text)).isEmpty();
    }

    @Test
    void readsNothingOutsideItsHours() throws InterruptedException {
        InstantSource noon = InstantSource.fixed(Instant.parse("2026-01-01T12:00:00Z"));
        assertThat(throttle(new Limits(0, 0, Duration.ofSeconds(1), Hours.parse("22:00-06:00")), noon)
                        .await())
                .isFalse();
        assertThat(throttle(new Limits(0, 0, Duration.ofSeconds(1), Hours.parse("11:00-13:00")), noon)
                        .await())
                .isTrue();
    }

    @Test
    void keepsToTheRateWhateverThePages() {
        // Given 1000 tokens a second, taken in pages of 300
        TokenBucket bucket = new TokenBucket(1000, 0);
        long now = 0;
        // When
        for (int pages = 0; pages < 100; pages++) {
            now += bucket.nanosToWait(now);
            bucket.take(300, now);
        }
        // Then 30,000 took 30 seconds, less what the bucket held and the last page's debt
        assertThat(now).isBetween(28 * SECOND, 30 * SECOND);
    }

    @Test
    void savesUpNoMoreThanASecond() {
        TokenBucket bucket = new TokenBucket(1000, 0);
        bucket.take(3000, 100 * SECOND);
        assertThat(bucket.nanosToWait(100 * SECOND)).isEqualTo(2 * SECOND);
    }

    @Test
    void waitsForNothingWithoutARate() {
        TokenBucket bucket = new TokenBucket(0, 0);
        bucket.take(Long.MAX_VALUE, 0);
        assertThat(bucket.nanosToWait(0)).isZero();
    }

    @Test
    void makesPagesSmallerWhileTheyAreSlowAndLargerAgain() {
        // Given pages of which rows take a millisecond each, and a target of half a second
        PageSize size = new PageSize(SECOND / 2);
        int wanted = 4000;
        for (int pages = 0; pages < 100; pages++) {
            size.took(wanted, size.of(wanted) * 1_000_000L);
        }
        assertThat(size.of(wanted)).isBetween(200, 750);
        // When the source is quick again
        for (int pages = 0; pages < 16; pages++) {
            size.took(wanted, 1);
        }
        // Then
        assertThat(size.of(wanted)).isEqualTo(4000);
    }

    @Test
    void makesPagesNoSmallerThanFiftyRows() {
        PageSize size = new PageSize(1);
        for (int pages = 0; pages < 20; pages++) {
            size.took(4000, SECOND);
        }
        assertThat(size.of(4000)).isEqualTo(50);
        assertThat(size.of(7)).isEqualTo(7);
    }

    @Test
    void countsHowLongItWaited() throws InterruptedException {
        // Given a bucket in debt by 50 ms
        AtomicLong waited = new AtomicLong();
        AtomicLong nanos = new AtomicLong();
        Throttle throttle = new Throttle(
                new Limits(20, 0, Duration.ofSeconds(1), Optional.empty()),
                InstantSource.system(),
                nanos::get,
                waited::addAndGet);
        throttle.charge(21, 0);
        // When
        assertThat(throttle.await()).isTrue();
        // Then
        assertThat(waited).hasValue(50);
    }

    private static Throttle throttle(Limits limits, InstantSource clock) {
        return new Throttle(limits, clock, System::nanoTime, millis -> {});
    }
}

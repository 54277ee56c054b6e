/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.source.spi.LogSource;
import io.affidavit.source.spi.LogSplit;
import io.affidavit.source.spi.PageRequest;
import io.affidavit.source.spi.Position;
import io.affidavit.source.spi.PositionText;
import io.affidavit.source.spi.RowPage;
import io.affidavit.source.spi.SourceRow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
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
        assertThat(throttle(limits(Hours.parse("22:00-06:00")), noon).await()).isFalse();
        assertThat(throttle(limits(Hours.parse("11:00-13:00")), noon).await()).isTrue();
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
                new Limits(20, 0, Duration.ofSeconds(1), Optional.empty(), Duration.ofSeconds(1), Optional.empty()),
                InstantSource.system(),
                nanos::get,
                new Throttle.Listener() {
                    @Override
                    public void throttled(long millis) {
                        waited.addAndGet(millis);
                    }

                    @Override
                    public void probed(long millis) {}
                });
        throttle.charge(21, 0);
        // When
        assertThat(throttle.await()).isTrue();
        // Then
        assertThat(waited).hasValue(50);
    }

    @Test
    void restsLongerAndLongerWhileTheSourceIsBusyAndLessAndLessAfterwards() {
        // Given
        Strain strain = new Strain();
        // When probes are slow
        List<Long> rests = new ArrayList<>();
        for (boolean slow : new boolean[] {true, true, true, true, true, true, false, false, false, false, false}) {
            strain.probed(slow);
            rests.add(strain.nanosAfter(1));
        }
        // Then
        assertThat(rests).containsExactly(1L, 2L, 4L, 8L, 16L, 16L, 8L, 4L, 2L, 1L, 0L);
        strain.probed(true);
        assertThat(strain.nanosAfter(Long.MAX_VALUE)).isEqualTo(10 * SECOND);
    }

    @Test
    void asksABusySourceAfterEveryPageAndAnIdleOneNowAndThen() throws Exception {
        // Given a source that answers in no time, but for the probes of its second to its fourth page
        BusySource source = new BusySource();
        Limits limits = new Limits(
                0, 0, Duration.ofHours(1), Optional.of(Duration.ofMillis(5)), Duration.ofSeconds(10), Optional.empty());
        List<Long> probes = new ArrayList<>();
        Throttle throttle = new Throttle(limits, InstantSource.system(), source.nanos::get, listener(probes));
        LogSource throttled = throttle.over(source);
        List<Integer> asked = new ArrayList<>();
        for (int page = 0; page < 8; page++) {
            // When pages follow one another, with a pause after the first that makes the next probe due
            source.nanos.addAndGet(page == 1 ? 10 * SECOND : 0);
            source.probeNanos = page >= 1 && page <= 3 ? 6_000_000 : 0;
            asked.add(throttled
                    .read(new PageRequest(new LogSplit(0, 10), null, 800, 1000))
                    .rows()
                    .size());
        }
        // Then slow probes halve the pages, and are asked for until none is slow
        assertThat(probes).containsExactly(0L, 6L, 6L, 6L, 0L, 0L, 0L);
        assertThat(asked).startsWith(800, 800, 400, 225);
    }

    /** Gives pages as large as they are asked for, on a clock of its own. */
    private static final class BusySource implements LogSource {

        private static final Schema SCHEMA = SchemaBuilder.struct().build();

        private final AtomicLong nanos = new AtomicLong();
        private long probeNanos;

        @Override
        public boolean probe(long near) {
            nanos.addAndGet(probeNanos);
            return true;
        }

        @Override
        public RowPage read(PageRequest request) {
            SourceRow row = SourceRow.of(new Position(1, "k"), "1", "h", new Struct(SCHEMA), 1);
            return new RowPage(Collections.nCopies(request.maxRows(), row), false);
        }

        @Override
        public long tableId() {
            return 1;
        }

        @Override
        public String hashColumns() {
            return "all";
        }

        @Override
        public PositionText positions() {
            return PositionText.numbers();
        }

        @Override
        public boolean isTimed() {
            return false;
        }

        @Override
        public boolean isKey(String key) {
            return true;
        }

        @Override
        public long safeBound() {
            return Long.MAX_VALUE;
        }

        @Override
        public OptionalLong firstPosition(long from, long before) {
            return OptionalLong.of(from);
        }

        @Override
        public void cancel() {}

        @Override
        public void close() {}
    }

    private static Limits limits(Optional<Hours> hours) {
        return new Limits(0, 0, Duration.ofSeconds(1), Optional.empty(), Duration.ofSeconds(1), hours);
    }

    private static Throttle.Listener listener(List<Long> probes) {
        return new Throttle.Listener() {
            @Override
            public void throttled(long millis) {}

            @Override
            public void probed(long millis) {
                probes.add(millis);
            }
        };
    }

    private static Throttle throttle(Limits limits, InstantSource clock) {
        return new Throttle(limits, clock, System::nanoTime, listener(new ArrayList<>()));
    }
}

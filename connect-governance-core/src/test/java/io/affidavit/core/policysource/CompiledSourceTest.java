/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policysource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.core.policy.PolicyDocument;
import io.affidavit.core.policy.PolicyException;
import io.affidavit.core.policy.PolicyReader;
import io.affidavit.core.policy.log.Effective;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CompiledSourceTest {

    private final ManualClock clock = new ManualClock();
    private final Feed feed = new Feed();
    private final List<String> compiled = new ArrayList<>();

    /** Tells what the test says. */
    private final class Feed implements PolicyFeed {
        private final Listeners listeners = new Listeners();
        private long heardAt = clock.millis();
        private boolean closed;

        @Override
        public Runnable subscribe(Consumer<List<Effective>> listener) {
            return listeners.add(listener);
        }

        @Override
        public long heardAt() {
            return heardAt;
        }

        @Override
        public long refused() {
            return 2;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private Effective effective(long after, int version) {
        return new Effective(clock.millis() + after, PolicyReader.read("id: p\nversion: " + version + "\n"));
    }

    private String compile(PolicyDocument document) {
        compiled.add(document.ref().name());
        return switch (document.ref().version().text()) {
            case "13" -> throw new PolicyException("line 3 is wrong.");
            case "14" -> throw new IllegalStateException("hunter2");
            default -> document.ref().name();
        };
    }

    private CompiledSource<String> source(Optional<Duration> mostStale) {
        return new CompiledSource<>(feed, this::compile, mostStale, clock);
    }

    @Test
    void answersByTheTimeOfTheRecord() {
        feed.listeners.tell(List.of(effective(-1000, 1), effective(1000, 2)));
        CompiledSource<String> source = source(Optional.empty());

        assertThat(source.at(clock.millis() + 999)).isEqualTo("p@1");
        assertThat(source.at(clock.millis() + 1000)).isEqualTo("p@2");
        assertThat(source.at(null)).isEqualTo("p@1");
        clock.move(Duration.ofSeconds(1));
        assertThat(source.at(null)).isEqualTo("p@2");
        assertThat(source.status().current().name()).isEqualTo("p@2");
    }

    @Test
    void compilesEachVersionOnce() {
        Effective one = effective(-1000, 1);
        Effective two = effective(0, 2);
        feed.listeners.tell(List.of(one));
        CompiledSource<String> source = source(Optional.empty());

        feed.listeners.tell(List.of(one, two));
        feed.listeners.tell(List.of(one, two, new Effective(clock.millis() + 5, one.document())));

        assertThat(compiled).containsExactly("p@1", "p@2");
        assertThat(source.at(clock.millis() + 5)).isEqualTo("p@1");
    }

    @Test
    void keepsTheLastGoodVersionAndCountsTheBadOnes() {
        Effective one = effective(-1000, 1);
        feed.listeners.tell(List.of(one));
        CompiledSource<String> source = source(Optional.empty());

        feed.listeners.tell(List.of(one, effective(-500, 13), effective(-400, 14)));

        assertThat(source.at(null)).isEqualTo("p@1");
        assertThat(source.status().refused()).isEqualTo(2 + 2);
        feed.listeners.tell(List.of());
        assertThat(source.at(null)).isEqualTo("p@1");
    }

    @Test
    void doesNotBeginWithoutAUsableVersion() {
        feed.listeners.tell(List.of(effective(0, 14)));

        assertThatThrownBy(() -> source(Optional.empty()))
                .isInstanceOf(PolicyException.class)
                .hasNoCause()
                .hasMessageContaining("p@14 does not compile (IllegalStateException)")
                .hasMessageNotContaining("hunter2");
        assertThat(feed.closed).isTrue();
    }

    @Test
    void tellsWhatIsWrongWithTheOnlyVersion() {
        feed.listeners.tell(List.of(effective(0, 13)));

        assertThatThrownBy(() -> source(Optional.empty())).hasMessageContaining("line 3 is wrong.");
    }

    @Test
    void failsClosedWhereTheSourceIsSilentForTooLong() {
        feed.listeners.tell(List.of(effective(0, 1)));
        CompiledSource<String> source = source(Optional.of(Duration.ofSeconds(60)));

        clock.move(Duration.ofSeconds(60));
        assertThat(source.at(null)).isEqualTo("p@1");
        clock.move(Duration.ofMillis(1));
        assertThatThrownBy(() -> source.at(0L))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("policy.max.staleness.ms");
        feed.heardAt = clock.millis();
        assertThat(source.at(null)).isEqualTo("p@1");
    }

    @Test
    void goesOnWithAnOldPolicyWhereItMay() {
        feed.listeners.tell(List.of(effective(0, 1)));
        CompiledSource<String> source = source(Optional.empty());

        clock.move(Duration.ofDays(400));

        assertThat(source.at(null)).isEqualTo("p@1");
        assertThat(clock.millis() - source.status().heardAt())
                .isEqualTo(Duration.ofDays(400).toMillis());
    }

    @Test
    void hearsNothingMoreOnceItIsClosed() {
        feed.listeners.tell(List.of(effective(0, 1)));
        source(Optional.empty()).close();

        feed.listeners.tell(List.of(effective(0, 2)));

        assertThat(compiled).containsExactly("p@1");
        assertThat(feed.closed).isTrue();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.pair;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PairerTest {

    private final List<PairedEvent> events = new ArrayList<>();
    private long inMemory = 1_000;
    private long from = Long.MIN_VALUE;
    private int reads;

    @Test
    void pairsEventsOfBothPaths() {
        for (int i = 0; i < 500; i++) {
            add("r" + i, i * 10L, false);
            add("r" + i, i * 10L, true);
        }

        Pairing result = pair();

        assertThat(result.pairs()).isEqualTo(500);
        assertThat(result.ratio()).isEqualTo(1);
        assertThat(result.orphans()).isEmpty();
        assertThat(reads).isEqualTo(1);
    }

    @Test
    void namesOrphansOfBothPaths() {
        for (int i = 0; i < 100; i++) {
            if (i != 7) {
                add("r" + i, i * 10L, false);
            }
            if (i != 70) {
                add("r" + i, i * 10L, true);
            }
        }

        Pairing result = pair();

        assertThat(result.pairs()).isEqualTo(98);
        assertThat(result.orphans())
                .containsExactly(
                        new Pairing.Orphan(false, 70, "prompt response r7"),
                        new Pairing.Orphan(true, 700, "prompt response r70"));
        assertThat(result.ratio()).isEqualTo(0.98);
    }

    @Test
    void countsRepeatedEventsOnce() {
        add("r1", 5, false);
        add("r1", 5, false);
        add("r1", 5, true);

        assertThat(pair()).returns(1L, Pairing::pairs).returns(1.0, Pairing::ratio);
    }

    @Test
    void pairsEventsThatTheirPathsDateAcrossTheEdgeOfAWindow() {
        add("r1", 99, false);
        add("r1", 101, true);

        assertThat(pair()).returns(1L, Pairing::pairs).returns(1.0, Pairing::ratio);
    }

    @Test
    void tellsCategoriesApart() {
        events.add(new PairedEvent(Optional.of("response r1"), "prompt", 1, false));
        events.add(new PairedEvent(Optional.of("response r1"), "response", 1, true));

        assertThat(pair()).returns(0L, Pairing::pairs).returns(1L, Pairing::liveOrphans);
    }

    @Test
    void countsWhatCannotBePaired() {
        events.add(new PairedEvent(Optional.empty(), "prompt", 1, false));
        events.add(null);

        Pairing result = pair();

        assertThat(result.keyless()).isEqualTo(Map.of("live", 1L));
        assertThat(result.unreadable()).isEqualTo(1);
        assertThat(result.ratio()).isEqualTo(1);
    }

    @Test
    void leavesEventsOutsideTheTimeAlone() {
        add("r1", 5, false);
        add("r2", 50, false);
        add("r2", 50, true);
        from = 10;

        assertThat(pair()).returns(1L, Pairing::pairs).returns(0L, Pairing::liveOrphans);
    }

    @Test
    void saysWhatMemoryHadNoRoomFor() {
        for (int i = 0; i < 20; i++) {
            add("r" + i, 0, i % 2 == 0);
        }
        inMemory = 10;

        assertThat(pair().unlisted()).isEqualTo(1);
    }

    @Test
    void readsKeysFromTheStrongestIdOfAnEvent() {
        assertThat(naturalKey("{\"trace_id\":\"t\",\"span_id\":\"s\",\"response_id\":\"r\"}"))
                .contains("span t/s");
        assertThat(naturalKey("{\"trace_id\":\"t\",\"response_id\":\"r\"}")).contains("response r");
        assertThat(naturalKey("{\"trace_id\":\"t\"}")).isEmpty();
    }

    private static Optional<String> naturalKey(String operational) {
        String event = "{\"schema\":null,\"payload\":{\"category\":\"prompt\",\"event_time\":5,\"operational\":"
                + operational + "}}";
        return PairedEvent.of(event.getBytes(StandardCharsets.UTF_8))
                .orElseThrow()
                .naturalKey();
    }

    @Test
    void readsTimesAndPathsOfEvents() {
        assertThat(PairedEvent.of(
                        "{\"category\":\"c\",\"event_time\":\"2026-01-01T00:00:00Z\",\"source\":{\"migrated\":true}}"
                                .getBytes(StandardCharsets.UTF_8)))
                .contains(new PairedEvent(Optional.empty(), "c", 1_767_225_600_000L, true));
        assertThat(PairedEvent.of("no json".getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(PairedEvent.of("{\"category\":\"c\"}".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    private void add(String response, long time, boolean migrated) {
        events.add(new PairedEvent(Optional.of("response " + response), "prompt", time, migrated));
    }

    private Pairing pair() {
        EventReader reader = each -> {
            reads++;
            events.forEach(each);
        };
        return new Pairer(reader, 100, from, Long.MAX_VALUE, inMemory, 10).pair();
    }
}

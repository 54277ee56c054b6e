/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.core.policy.Severity;
import io.affidavit.core.testing.Golden;
import io.affidavit.monitor.detect.StateException;
import io.affidavit.monitor.incident.Incident;
import io.affidavit.monitor.incident.IncidentJson;
import io.affidavit.monitor.incident.Kinds;
import io.affidavit.monitor.metric.Metric;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionMonitorTest {

    private static final String HEAD = "id: p\nversion: 1\nmonitors:\n";
    private static final String IMPACT = HEAD + """
              - {id: impact, detector: impact-ratio, scope: [model.request_model], inputs: {value: decision.decision_outcome,
                 group: decision.subject_attributes.sex}, favourable: [approved], groups: [F, M], window: 10m,
                 severity: high, persistence: 2 of 3, resolve_after: 2}
            """;
    private static final String HOURS = HEAD + """
              - {id: night, detector: hours, scope: [model], window: 1h, parameters: {from: 8, to: 18, weekends: yes}}
            """;

    private static String at(String time) {
        return "{\"event_time\":\"" + time + "\",\"model\":\"m\"}";
    }

    private static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }

    @Test
    void raisesAnIncidentOfTheUnfairModelAlone() {
        Watching watching = new Watching(IMPACT).take(new Decisions(1), 12_000);

        assertThat(watching.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.state()).isEqualTo(Incident.State.OPEN);
            assertThat(incident.provisional()).isFalse();
            assertThat(incident.scope()).containsOnly(Map.entry("model.request_model", "unfair"));
            assertThat(incident.severity()).isEqualTo(Severity.HIGH);
            assertThat(incident.measures().get(0).name()).isEqualTo("impact_ratio");
            assertThat(incident.measures().get(0).of()).isEqualTo("F");
            assertThat(incident.measures().get(0).value()).isBetween(.15, .4);
            assertThat(incident.occurrences()).isGreaterThan(2);
            assertThat(incident.offsets()).hasSize(10).isSorted();
            assertThat(incident.firstSeen()).isBefore(incident.lastSeen());
            assertThat(incident.windowStart()).isAfter(Instant.ofEpochMilli(Decisions.BEGIN + 4_000 * Decisions.STEP));
        });
        assertThat(watching.told())
                .extracting(Incident::id)
                .containsOnly(watching.incidents().get(0).id());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void goesOnFromAnyPointAsIfNothingHadHappened(long seed) {
        // Given
        Watching straight = new Watching(Watching.ALL);
        Watching broken = new Watching(Watching.ALL);
        Decisions one = new Decisions(seed);
        Decisions other = new Decisions(seed);
        SplittableRandom random = new SplittableRandom(seed);

        // When
        for (int taken = 0; taken < 9_000; ) {
            int step = 1 + random.nextInt(400);
            straight.take(one, step);
            broken.take(other, step).restart();
            taken += step;
        }

        // Then
        assertThat(broken.monitor().save()).isEqualTo(straight.monitor().save());
        assertThat(broken.told()).isEqualTo(straight.told());
        assertThat(broken.metrics()).isEqualTo(straight.metrics());
        assertThat(straight.incidents())
                .filteredOn(incident -> !incident.provisional())
                .extracting(Incident::monitor)
                .contains("impact", "adwin", "version", "night", "approvals", "tools", "denials", "scores");
        assertThat(straight.metrics())
                .extracting(Metric::subject)
                .contains("usage", "slow", "slower", "cats", "js", "ph");
    }

    @Test
    void findsTheSameIncidentsWhenARecordIsReadAgainFromACheckpoint() {
        // Given a state after 5000 records, and findings up to 7000 that were never committed
        Watching watching = new Watching(Watching.ALL);
        Decisions decisions = new Decisions(5);
        watching.take(decisions, 5_000);
        byte[] checkpoint = watching.monitor().save();
        List<String> rest =
                IntStream.range(0, 4_000).mapToObj(i -> decisions.next()).toList();
        rest.subList(0, 2_000).forEach(value -> watching.take(value, Long.MAX_VALUE));

        // When
        watching.restart(checkpoint);
        rest.forEach(value -> watching.take(value, Long.MAX_VALUE));

        // Then every incident that was told twice was told in the same words
        Watching straight = new Watching(Watching.ALL).take(new Decisions(5), 5_000);
        rest.forEach(value -> straight.take(value, Long.MAX_VALUE));
        assertThat(watching.incidents()).containsExactlyInAnyOrderElementsOf(straight.incidents());
        assertThat(watching.monitor().save()).isEqualTo(straight.monitor().save());
    }

    @Test
    void pinsTheFormOfTheState() {
        Watching watching = new Watching(IMPACT + """
              - {id: night, detector: hours, scope: [model.request_model], window: 1h}
            """).take(new Decisions(9), 3_000);

        Golden.assertMatches(
                Path.of("src/test/resources/golden/watch/state-v2.hex"),
                HexFormat.of().formatHex(watching.monitor().save()) + "\n");
    }

    @Test
    void tellsAtOnceWhatIsCertainAndFinallyWhenTheWindowIsOver() {
        Watching watching = new Watching(HOURS);

        watching.take(at("2026-11-23T22:10:00Z"), millis("2026-11-23T22:10:00Z"));
        assertThat(watching.incidents())
                .singleElement()
                .returns(true, Incident::provisional)
                .returns(List.of(0L), Incident::offsets);

        watching.take(at("2026-11-23T23:01:00Z"), millis("2026-11-23T23:01:00Z"));
        assertThat(watching.incidents())
                .singleElement()
                .returns(false, Incident::provisional)
                .returns(watching.told().get(0).id(), Incident::id);
    }

    @Test
    void leavesNothingProvisionalBehindOfWindowsThatAreOver() {
        Watching watching = new Watching(Watching.ALL).take(new Decisions(4), 9_000);
        Instant over = Instant.ofEpochMilli(watching.monitor().watermark());

        assertThat(watching.incidents())
                .filteredOn(Incident::provisional)
                .allMatch(incident -> incident.windowEnd().isAfter(over));
        assertThat(watching.incidents())
                .filteredOn(incident -> incident.state() == Incident.State.OPEN)
                .extracting(incident -> incident.monitor() + incident.scope())
                .doesNotHaveDuplicates();
    }

    @Test
    void resolvesAnIncidentAfterEnoughCleanWindows() {
        Watching watching = new Watching(HOURS);
        watching.take(at("2026-11-23T22:10:00Z"), millis("2026-11-23T22:10:00Z"));
        List.of("2026-11-24T09:00:00Z", "2026-11-24T10:00:00Z", "2026-11-24T11:00:00Z", "2026-11-24T12:01:00Z")
                .forEach(time -> watching.take(at(time), millis(time)));

        assertThat(watching.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.state()).isEqualTo(Incident.State.RESOLVED);
            assertThat(incident.resolved()).contains(Instant.parse("2026-11-24T12:00:00Z"));
            assertThat(incident.lastSeen()).isEqualTo(Instant.parse("2026-11-23T22:10:00Z"));
        });
    }

    @Test
    void countsWhatItDoesNotWatch() {
        Watching watching = new Watching(HOURS);
        long noon = millis("2026-11-23T12:00:00Z");
        watching.take(at("2026-11-23T12:00:00Z"), noon);
        watching.take(at("2026-11-23T10:59:00Z"), noon);
        watching.take(at("2026-11-23T13:00:00Z"), noon);
        watching.take("no JSON", noon);
        watching.take("{\"event_time\":\"yesterday\"}", noon);
        watching.take(null, noon);
        watching.monitor().passOver(6);

        assertThat(watching.monitor().counts())
                .returns(1L, Counts::late)
                .returns(1L, Counts::ahead)
                .returns(1L, Counts::unreadable)
                .returns(1L, Counts::untimed)
                .returns(1L, Counts::tombstones)
                .returns(1L, Counts::controls)
                .returns(5L, Counts::records);
        assertThat(watching.incidents()).isEmpty();
        assertThat(watching.monitor().nextOffset()).isEqualTo(7);
    }

    @Test
    void keepsNoMoreScopesThanAllowedAndSaysSoOnce() {
        Watching watching = new Watching(HOURS, 2);
        for (int i = 0; i < 10; i++) {
            watching.take("{\"event_time\":" + Decisions.BEGIN + ",\"model\":\"m" + i + "\"}", Decisions.BEGIN);
        }

        assertThat(watching.monitor().scopes()).isEqualTo(2);
        assertThat(watching.monitor().counts().overflow()).isEqualTo(8);
        assertThat(watching.incidents().stream().filter(each -> each.kind().equals(Kinds.OVERFLOW)))
                .singleElement()
                .returns(Incident.State.NOTE, Incident::state);
        assertThat(watching.restart().monitor().counts().overflow()).isEqualTo(8);
        assertThat(watching.born()).containsExactlyInAnyOrder("model=m0", "model=m1");
    }

    @Test
    void beginsAnewWhereTheDefinitionChangedAndSaysSo() {
        // Given an open incident of one monitor, and another that stays as it is
        String both = HOURS + """
              - {id: late, detector: hours, scope: [model], window: 1h, parameters: {from: 8, to: 20, weekends: yes}}
            """;
        Watching before = new Watching(both).take(at("2026-11-23T22:10:00Z"), millis("2026-11-23T22:10:00Z"));
        before.take(at("2026-11-24T09:00:00Z"), millis("2026-11-24T09:00:00Z"));
        byte[] state = before.monitor().save();

        // When
        Watching after = new Watching(both.replace("to: 18", "to: 19")).restart(state);

        // Then
        assertThat(after.incidents()).hasSize(2);
        assertThat(after.incidents().get(0))
                .returns("night", Incident::monitor)
                .returns(Incident.State.RESOLVED, Incident::state);
        assertThat(after.incidents().get(1)).returns(Kinds.BASELINE, Incident::kind);
        assertThat(after.incidents().get(1).message()).contains("monitor night changed");
        assertThat(after.monitor().nextOffset()).isEqualTo(2);

        // And who is told, and how loud, is no change
        Watching same = new Watching(both.replace("window: 1h", "window: 1h, severity: low")).restart(state);
        assertThat(same.incidents()).isEmpty();
    }

    @Test
    void tellsAGapAndGoesOnBehindIt() {
        Watching watching = new Watching(HOURS).take(at("2026-11-23T12:00:00Z"), millis("2026-11-23T12:00:00Z"));

        watching.monitor().gap(100, watching);

        assertThat(watching.monitor().nextOffset()).isEqualTo(100);
        assertThat(watching.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.kind()).isEqualTo(Kinds.GAP);
            assertThat(incident.offsets()).containsExactly(1L, 100L);
            assertThat(incident.measures().get(0).value()).isEqualTo(99);
        });
    }

    @Test
    void refusesBytesThatAreNoState() {
        byte[] state =
                new Watching(IMPACT).take(new Decisions(1), 500).monitor().save();
        for (int length = 0; length < state.length; length += 7) {
            byte[] cut = Arrays.copyOf(state, length);
            assertThatThrownBy(() -> new Watching(IMPACT).restart(cut)).isInstanceOf(StateException.class);
        }
    }

    @Test
    void tellsNoContentButTheScope() {
        Watching watching = new Watching(Watching.ALL).take(new Decisions(3), 9_000);

        assertThat(watching.incidents()).isNotEmpty().allSatisfy(incident -> {
            String json = new String(IncidentJson.write(incident), StandardCharsets.UTF_8);
            assertThat(json).doesNotContain("tool0", "tool1", "tool2", "tool3", "\"s1", "\"c1", "\"denied");
        });
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.data.FieldPath;
import io.affidavit.core.policy.PolicyReader;
import io.affidavit.core.policy.log.Effective;
import io.affidavit.core.policy.log.Timeline;
import io.affidavit.monitor.incident.Incident;
import io.affidavit.monitor.incident.IncidentId;
import io.affidavit.monitor.incident.Kinds;
import io.affidavit.monitor.metric.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionedMonitorTest {

    private static final PlanSettings SETTINGS = new PlanSettings(
            FieldPath.parse("event_time"), Duration.ofSeconds(30), Duration.ofDays(9_999), 100, Optional.empty());
    private static final Incident.Where WHERE = new Incident.Where("monitor", "ai.events", 0);
    private static final IncidentId IDS = new IncidentId(Optional.empty());

    private static final String FIRST = """
            id: p
            version: 1
            monitors:
              - {id: changed, detector: adwin, scope: [model.request_model], inputs: {value: decision.score}, window: 10m}
              - {id: kept, detector: rate, scope: [model.request_model], window: 1m}
            """;
    private static final String SECOND =
            FIRST.replace("version: 1", "version: 2").replace("window: 10m", "window: 10m, parameters: {delta: 0.01}");

    /** When the versions come into force, in timestamps of records, which are the times of Decisions. */
    private static final long SWAP = Decisions.BEGIN + 3_000 * Decisions.STEP;

    private record Version(long from, String text) {}

    private static Timeline<Plan> policy(Version... versions) {
        List<Effective> effective = new ArrayList<>();
        for (Version version : versions) {
            effective.add(new Effective(version.from(), PolicyReader.read(version.text())));
        }
        return Timeline.of(effective, document -> Optional.of(new Plan(document, SETTINGS)))
                .orElseThrow();
    }

    private static final Timeline<Plan> ONE = policy(new Version(0, FIRST));
    private static final Timeline<Plan> BOTH = policy(new Version(0, FIRST), new Version(SWAP, SECOND));

    /** Where findings go in these tests. */
    private static final class Found implements Findings {
        private final List<Incident> incidents = new ArrayList<>();

        @Override
        public void incident(Incident incident) {
            incidents.add(incident);
        }

        @Override
        public void metric(Metric metric) {}

        private List<Incident> baselines() {
            return incidents.stream()
                    .filter(incident -> incident.kind().equals(Kinds.BASELINE))
                    .toList();
        }
    }

    private static VersionedMonitor begin(Timeline<Plan> policy) {
        return VersionedMonitor.begin(policy, SETTINGS, WHERE, IDS, 0, born -> {});
    }

    private static VersionedMonitor restart(Timeline<Plan> policy, VersionedMonitor before, Found found) {
        return VersionedMonitor.restore(
                policy, SETTINGS, WHERE, IDS, before.monitor().save(), SWAP, born -> {}, found);
    }

    @Test
    void goesOverAtTheFirstRecordOfTheNewVersionAndSaysWhatBeginsAnew() {
        // Given
        Found found = new Found();
        VersionedMonitor monitor = begin(BOTH);
        Decisions decisions = new Decisions(1);

        // When
        for (int i = 0; i < 6_000; i++) {
            monitor.take(BOTH, decisions.next(), Decisions.BEGIN + i * Decisions.STEP, i, found);
            assertThat(monitor.monitor().site().policy()).startsWith(i < 3_000 ? "p@1#" : "p@2#");
        }

        // Then
        assertThat(found.baselines()).singleElement().satisfies(note -> {
            assertThat(note.message()).contains("monitor changed changed");
            assertThat(note.rule().policy()).startsWith("p@2#");
            assertThat(note.offsets()).containsExactly(3_000L);
        });
    }

    @Test
    void neverGoesBackForARecordThatComesLate() {
        Found found = new Found();
        VersionedMonitor monitor = begin(BOTH);
        Decisions decisions = new Decisions(1);
        monitor.take(BOTH, decisions.next(), SWAP - 1, 0, found);
        monitor.take(BOTH, decisions.next(), SWAP, 1, found);

        monitor.take(BOTH, decisions.next(), SWAP - 1, 2, found);
        monitor.take(BOTH, decisions.next(), null, 3, found);

        assertThat(monitor.monitor().site().from()).isEqualTo(SWAP);
        assertThat(found.baselines()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void makesTheSameStateWhereverItIsInterruptedAndWheneverTheVersionIsHeardOf(long seed) {
        // Given one that knows both versions from the start, and one that restarts and hears of the second late
        SplittableRandom random = new SplittableRandom(seed);
        Found straightly = new Found();
        Found brokenly = new Found();
        VersionedMonitor straight = begin(BOTH);
        VersionedMonitor broken = begin(ONE);
        Decisions one = new Decisions(seed);
        Decisions other = new Decisions(seed);

        // When
        for (int i = 0; i < 6_000; i++) {
            long timestamp = Decisions.BEGIN + (i - random.nextInt(50)) * Decisions.STEP;
            Timeline<Plan> known = i < 2_900 ? ONE : BOTH;
            straight.take(BOTH, one.next(), timestamp, i, straightly);
            broken.take(known, other.next(), timestamp, i, brokenly);
            if (random.nextInt(100) == 0) {
                broken = restart(known, broken, brokenly);
            }
        }

        // Then
        assertThat(straight.monitor().site().from()).isEqualTo(SWAP);
        assertThat(broken.monitor().save()).isEqualTo(straight.monitor().save());
        assertThat(brokenly.incidents).isEqualTo(straightly.incidents).isNotEmpty();
    }

    @Test
    void goesOnWithTheVersionAStateWasBuiltWithWhileANewerOneIsKnown() {
        Found found = new Found();
        VersionedMonitor before = begin(ONE);
        before.take(ONE, new Decisions(1).next(), SWAP - 1, 0, found);

        VersionedMonitor after = restart(BOTH, before, found);

        assertThat(after.monitor().site().policy()).startsWith("p@1#");
        assertThat(after.monitor().save()).isEqualTo(before.monitor().save());
        assertThat(found.baselines()).isEmpty();
    }

    @Test
    void takesTheSameTextFromATopicWithoutABaselineBeingLost() {
        // Given a state that was built with the document of the configuration
        Found found = new Found();
        Timeline<Plan> configured = policy(new Version(Long.MIN_VALUE, SECOND));
        VersionedMonitor before = begin(configured);
        before.take(configured, new Decisions(1).next(), SWAP + 1, 0, found);

        // When the policy comes from a topic, in which the text is the second version
        VersionedMonitor after = restart(BOTH, before, found);

        // Then
        assertThat(after.monitor().site().from()).isEqualTo(SWAP);
        assertThat(found.incidents).isEmpty();
    }

    @Test
    void standsInWithTheVersionInForceWhereTheStatesOwnIsGone() {
        Found found = new Found();
        Timeline<Plan> configured = policy(new Version(Long.MIN_VALUE, SECOND.replace("0.01", "0.02")));
        VersionedMonitor before = begin(configured);
        before.take(configured, new Decisions(1).next(), SWAP + 1, 0, found);

        VersionedMonitor after = restart(BOTH, before, found);

        assertThat(after.monitor().site().policy()).startsWith("p@2#");
        assertThat(found.baselines()).hasSize(1);
    }

    @Test
    void readsTheStateOfBeforePoliciesHadATime() throws IOException {
        byte[] state = HexFormat.of()
                .parseHex(Files.readString(Path.of("src/test/resources/golden/watch/state-v1.hex"))
                        .trim());

        VersionedMonitor monitor =
                VersionedMonitor.restore(BOTH, SETTINGS, WHERE, IDS, state, 0, born -> {}, new Found());

        assertThat(monitor.monitor().nextOffset()).isEqualTo(3_000);
    }
}

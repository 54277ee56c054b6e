/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.credit.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.data.FieldPath;
import io.affidavit.core.policy.PolicyReader;
import io.affidavit.examples.credit.stream.Decision;
import io.affidavit.examples.credit.stream.DecisionEvent;
import io.affidavit.examples.credit.stream.DecisionStream;
import io.affidavit.examples.credit.watch.Told;
import io.affidavit.monitor.incident.Incident;
import io.affidavit.monitor.incident.IncidentId;
import io.affidavit.monitor.metric.Metric;
import io.affidavit.monitor.watch.Findings;
import io.affidavit.monitor.watch.PartitionMonitor;
import io.affidavit.monitor.watch.Plan;
import io.affidavit.monitor.watch.PlanSettings;
import io.affidavit.monitor.watch.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The policy document of the example on seeds that the run does not use, without a broker. */
class MonitorsTest {

    @ParameterizedTest
    @CsvSource({"2, 100000", "3, 50000", "4, 50000"})
    void findEveryFaultInTheHourInWhichItBecomesSignificantAndNothingElse(long seed, int rows) throws IOException {
        List<Decision> decisions = new DecisionStream(seed, rows).decisions();
        Verdict verdict = Verdict.of(new PlainCounts(decisions), watched(decisions));
        assertThat(verdict.complaints()).isEmpty();
        assertThat(verdict.controlClean()).isTrue();
    }

    private static List<Told> watched(List<Decision> decisions) throws IOException {
        PlanSettings settings = new PlanSettings(
                FieldPath.parse("event_time"), Duration.ofMinutes(1), Duration.ofMinutes(10), 1_000, Optional.empty());
        Plan plan = new Plan(PolicyReader.read(Files.readString(Path.of("monitors.yml"))), settings);
        Site site = new Site(
                new Incident.Where("credit-monitor", "events", 0), new IncidentId(Optional.empty()), plan.policy(), 0);
        PartitionMonitor monitor = PartitionMonitor.begin(plan, settings, site, 0, born -> {});
        First first = new First();
        for (int i = 0; i < decisions.size(); i++) {
            Decision decision = decisions.get(i);
            monitor.take(DecisionEvent.json(decision), decision.observed().toEpochMilli(), i, first);
        }
        return new ArrayList<>(first.incidents.values());
    }

    private static final class First implements Findings {
        private final Map<String, Told> incidents = new LinkedHashMap<>();

        @Override
        public void incident(Incident incident) {
            incidents.putIfAbsent(incident.id(), new Told(incident, incident.lastSeen()));
        }

        @Override
        public void metric(Metric metric) {
            // the report draws them; here only incidents count
        }
    }
}

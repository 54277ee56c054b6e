/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.monitor.incident.Incident;
import io.affidavit.monitor.incident.IncidentJson;
import io.affidavit.monitor.incident.Incidents;
import io.affidavit.monitor.metric.MetricJson;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final Outbox outbox = new Outbox(
            new MonitorTopics("incidents", "checkpoints", Optional.empty()), new MetricJson("monitor", "events", 0));

    @Test
    void keepsTheLatestVersionOfWhatLasts() {
        outbox.incident(Incidents.open());
        outbox.incident(Incidents.open());

        assertThat(written()).containsExactly(Incidents.open());
    }

    @Test
    void saysThatAnIncidentWasOpenBeforeItSaysThatItIsOver() {
        outbox.incident(Incidents.open());
        outbox.incident(Incidents.resolved());

        assertThat(written()).containsExactly(Incidents.open(), Incidents.resolved());
        assertThat(outbox.incidents()).containsExactly(Incidents.resolved());
    }

    @Test
    void doesNotSayAgainWhatAnEarlierCommitSaid() {
        outbox.incident(Incidents.open());
        outbox.clear();
        outbox.incident(Incidents.resolved());

        assertThat(written()).containsExactly(Incidents.resolved());
    }

    private List<Incident> written() {
        return outbox.records().stream()
                .map(record -> IncidentJson.read(record.value()))
                .toList();
    }
}

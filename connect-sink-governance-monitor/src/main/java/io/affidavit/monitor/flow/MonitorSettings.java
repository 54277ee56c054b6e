/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.flow;

import io.affidavit.monitor.incident.IncidentId;
import io.affidavit.monitor.watch.PlanSettings;
import java.time.Duration;
import java.util.Objects;

/**
 * How a task works.
 *
 * @param commitInterval how long findings wait to be committed
 * @param maxOutage how long a partition may fail to be written for before the task fails
 * @param failsOnSpanning whether the task fails where one scope is in several partitions; otherwise it is told
 */
public record MonitorSettings(
        String connector,
        MonitorTopics topics,
        PlanSettings plan,
        IncidentId ids,
        Duration commitInterval,
        Duration maxOutage,
        boolean failsOnSpanning) {

    public MonitorSettings {
        Objects.requireNonNull(connector, "connector");
        Objects.requireNonNull(topics, "topics");
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(ids, "ids");
        Objects.requireNonNull(commitInterval, "commitInterval");
        Objects.requireNonNull(maxOutage, "maxOutage");
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.watch;

import io.affidavit.monitor.incident.Incident;
import io.affidavit.monitor.metric.Metric;

/** Where a partition's findings go; they are told people together with the state that they came from. */
public interface Findings {

    /** Takes an incident; a later one of the same id replaces it. */
    void incident(Incident incident);

    /** Takes a figure. */
    void metric(Metric metric);
}

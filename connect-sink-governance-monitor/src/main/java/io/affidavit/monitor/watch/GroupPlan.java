/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.watch;

import java.util.List;

/** Monitors that keep their states apart by the same fields, so that a record's scope is looked up once for all of them. */
record GroupPlan(ScopeKey key, List<MonitorPlan> monitors) {

    GroupPlan {
        monitors = List.copyOf(monitors);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.watch;

import io.affidavit.monitor.incident.Incident;
import io.affidavit.monitor.incident.IncidentId;
import java.util.Objects;

/**
 * Where monitors work.
 *
 * @param where the partition they read
 * @param ids names incidents
 * @param policy stamp of the policy they come from
 * @param from when that policy came into force, in milliseconds since 1970
 */
public record Site(Incident.Where where, IncidentId ids, String policy, long from) {

    public Site {
        Objects.requireNonNull(where, "where");
        Objects.requireNonNull(ids, "ids");
        Objects.requireNonNull(policy, "policy");
    }
}

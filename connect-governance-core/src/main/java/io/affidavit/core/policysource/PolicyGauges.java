/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policysource;

import io.affidavit.core.metrics.Meters;
import io.affidavit.core.policy.log.PolicySource;
import java.time.InstantSource;

/** Shows which policy a transform uses, and how old it is. */
public final class PolicyGauges {

    private PolicyGauges() {}

    public static void show(PolicySource<?> source, InstantSource clock, Meters meters) {
        meters.text(
                "policy-version",
                "Policy in use, as records are stamped with it.",
                () -> source.status().current().stamp());
        meters.gauge(
                "policy-age-seconds",
                "Seconds since the policy in use took effect.",
                () -> secondsSince(source.status().effectiveFrom(), clock));
        meters.gauge(
                "policy-silence-seconds",
                "Seconds since the policy was last known to be up to date.",
                () -> secondsSince(source.status().heardAt(), clock));
        meters.gauge(
                "policy-versions-refused",
                "Policy versions that could not be used.",
                () -> source.status().refused());
    }

    private static double secondsSince(long millis, InstantSource clock) {
        return (clock.millis() - millis) / 1000.0;
    }
}

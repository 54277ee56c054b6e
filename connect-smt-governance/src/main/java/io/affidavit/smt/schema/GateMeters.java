/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.schema;

import io.affidavit.core.metrics.Meter;
import io.affidavit.core.metrics.Meters;
import io.affidavit.core.metrics.SampledTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what the gate does. Safe for many threads. */
final class GateMeters {

    private static final int MOST_RULES = 100;

    private final Meters meters;
    private final Meter seen;
    private final Meter passed;
    private final Meter migrated;
    private final Meter tagged;
    private final SampledTime time;
    private final Map<String, Meter> rules = new ConcurrentHashMap<>();

    GateMeters(Meters meters) {
        this.meters = meters;
        this.seen = meters.counter("records-seen", "Records this transform judged.");
        this.passed = meters.counter("records-passed", "Records of accepted versions that passed.");
        this.migrated =
                meters.counter("records-migrated", "Records that passed after they were brought to the target.");
        this.tagged = meters.counter("records-tagged", "Records that passed though they broke a rule.");
        this.time = new SampledTime(meters.counter(
                "evaluation-time-ns", "Nanoseconds spent judging and migrating records, by one in sixteen."));
    }

    /** A record is seen; the answer is for {@link #judged}. */
    long seen() {
        seen.add(1);
        return time.begin();
    }

    void judged(long begun) {
        time.end(begun);
    }

    void passed(boolean wasMigrated) {
        passed.add(1);
        if (wasMigrated) {
            migrated.add(1);
        }
    }

    void tagged() {
        tagged.add(1);
    }

    /** A record broke a rule. Rules come from code and configuration, so there are few; the bound is for certainty. */
    void broken(String rule) {
        Meter meter = rules.get(rule);
        if (meter == null && rules.size() < MOST_RULES) {
            meter = rules.computeIfAbsent(
                    rule,
                    id -> meters.counter("rule-" + id.replaceAll("[._]", "-"), "Records that broke rule " + id + "."));
        }
        if (meter != null) {
            meter.add(1);
        }
    }
}

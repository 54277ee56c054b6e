/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.policy;

import io.affidavit.core.metrics.Meter;
import io.affidavit.core.metrics.Meters;
import io.affidavit.core.metrics.SampledTime;
import io.affidavit.core.policy.Verdict;
import io.affidavit.smt.policy.Firing.Mark;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what happens to records; counts nothing until metrics arrive. Safe for use by many threads. */
final class PolicyMeters {

    private final Meters meters;
    private final Meter seen;
    private final Meter passed;
    private final SampledTime time;
    private final Map<Verdict, Meter> verdicts = new EnumMap<>(Verdict.class);
    private final Map<Firing, Meter> firings = new ConcurrentHashMap<>();

    PolicyMeters(Meters meters) {
        this.meters = meters;
        seen = meters.counter("records-seen", "Records held against the policy.");
        passed = meters.counter("records-passed", "Records that passed, diverted ones included.");
        time = new SampledTime(
                meters.counter("evaluation-time-ns", "Nanoseconds spent on verdicts, by one record in sixteen."));
        for (Verdict verdict : Verdict.values()) {
            verdicts.put(
                    verdict,
                    meters.counter("verdict-" + verdict.text(), "Records with verdict " + verdict.text() + "."));
        }
    }

    /** A verdict is looked for; the answer is for {@link #count}. */
    long begin() {
        return time.begin();
    }

    void count(Decision decision, long begun) {
        time.end(begun);
        seen.add(1);
        verdicts.get(decision.verdict()).add(1);
        for (Firing firing : decision.firings()) {
            firings.computeIfAbsent(firing, this::meter).add(1);
        }
    }

    void pass() {
        passed.add(1);
    }

    private Meter meter(Firing firing) {
        return firing.mark() == Mark.FAILED
                ? meters.counter("rule-" + firing.rule() + "-errors", "Records rule " + firing.rule() + " failed on.")
                : meters.counter("rule-" + firing.rule() + "-fired", "Records rule " + firing.rule() + " fired on.");
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.watch;

import io.affidavit.core.policy.Severity;
import io.affidavit.monitor.incident.Kinds;
import io.affidavit.monitor.incident.Measure;
import io.affidavit.monitor.sensor.Event;
import io.affidavit.monitor.sensor.Taken;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The scopes of one group of monitors in one partition, in the order in which they appeared; bounded. */
final class Scopes {

    private final GroupPlan plan;
    private final Site site;
    private final int most;
    private final Counts counts;
    private final Consumer<String> born;
    private final Map<String, Scope> scopes = new LinkedHashMap<>();
    private boolean overflown;

    /** @param born hears of each new scope's key */
    Scopes(GroupPlan plan, Site site, int most, Counts counts, Consumer<String> born) {
        this.plan = plan;
        this.site = site;
        this.most = most;
        this.counts = counts;
        this.born = born;
    }

    GroupPlan plan() {
        return plan;
    }

    Map<String, Scope> all() {
        return scopes;
    }

    boolean overflown() {
        return overflown;
    }

    void restore(boolean wasOverflown) {
        overflown = wasOverflown;
    }

    /** Gives a record to every monitor that watches it. */
    void take(Event event, long watermark, Findings findings) {
        Scope scope = null;
        List<MonitorPlan> monitors = plan.monitors();
        for (int i = 0; i < monitors.size(); i++) {
            MonitorPlan monitor = monitors.get(i);
            if (!monitor.watches(event.values())) {
                continue;
            }
            if (monitor.windows().over(event.time(), watermark)) {
                counts.lateOne();
                continue;
            }
            if (scope == null) {
                scope = find(event, findings);
                if (scope == null) {
                    return;
                }
            }
            if (scope.monitor(i).take(event, findings) == Taken.UNUSABLE) {
                counts.unusableOne();
            }
        }
    }

    /** Null where there is no room for another scope. */
    private Scope find(Event event, Findings findings) {
        String key = plan.key().of(event.values());
        Scope scope = scopes.get(key);
        if (scope != null) {
            return scope;
        }
        if (scopes.size() >= most) {
            counts.overflowOne();
            overflow(event, findings);
            return null;
        }
        scope = Scope.begin(plan, site, plan.key().values(event.values()));
        scopes.put(key, scope);
        born.accept(key);
        return scope;
    }

    private void overflow(Event event, Findings findings) {
        if (overflown) {
            return;
        }
        overflown = true;
        findings.incident(Notes.note(
                site,
                Kinds.OVERFLOW,
                plan.key().name(),
                Severity.HIGH,
                "There are more scopes than the state may hold; records of further ones are not watched. Raise"
                        + " monitor.max.scopes, or scope by a field of fewer values.",
                Instant.ofEpochMilli(event.time()),
                List.of(Measure.count("scopes", scopes.size(), most)),
                List.of(event.offset())));
    }

    void advance(long watermark, Findings findings) {
        scopes.values().forEach(scope -> scope.advance(watermark, findings));
    }
}

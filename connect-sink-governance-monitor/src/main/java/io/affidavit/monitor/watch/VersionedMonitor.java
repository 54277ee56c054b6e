/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.watch;

import io.affidavit.core.policy.log.Effective;
import io.affidavit.core.policy.log.Timeline;
import io.affidavit.monitor.incident.Incident;
import io.affidavit.monitor.incident.IncidentId;
import io.affidavit.monitor.watch.SavedPartition.BuiltWith;
import java.util.function.Consumer;

/**
 * The monitors of one partition through the versions of their policy. The partition goes over to a version at its first record
 * whose timestamp is not before the time from which that version is in force, and never back: a record that comes late is
 * watched by the version that its partition has reached. So the state after a record depends on the records up to it and on
 * the versions alone, and not on when either was read. Not safe for use by several threads.
 */
public final class VersionedMonitor {

    private final PlanSettings settings;
    private final Incident.Where where;
    private final IncidentId ids;
    private final Consumer<String> born;
    private PartitionMonitor monitor;

    private VersionedMonitor(PlanSettings settings, Incident.Where where, IncidentId ids, Consumer<String> born) {
        this.settings = settings;
        this.where = where;
        this.ids = ids;
        this.born = born;
    }

    /**
     * A state that has seen nothing.
     *
     * @param nextOffset the first offset it is to see
     * @param born hears of each scope when it first appears, as text that names it within the topic
     */
    public static VersionedMonitor begin(
            Timeline<Plan> policy,
            PlanSettings settings,
            Incident.Where where,
            IncidentId ids,
            long nextOffset,
            Consumer<String> born) {
        VersionedMonitor begun = new VersionedMonitor(settings, where, ids, born);
        Effective first = policy.effectiveAt(Long.MIN_VALUE);
        begun.monitor = PartitionMonitor.begin(plan(policy, first), settings, begun.site(first), nextOffset, born);
        return begun;
    }

    /**
     * Goes on from a saved state, with the version that it was built with. Where that is known no more, the one in force now
     * stands in for it.
     *
     * @param now in milliseconds since 1970
     * @throws io.affidavit.monitor.detect.StateException if the bytes are no state
     */
    public static VersionedMonitor restore(
            Timeline<Plan> policy,
            PlanSettings settings,
            Incident.Where where,
            IncidentId ids,
            byte[] state,
            long now,
            Consumer<String> born,
            Findings findings) {
        VersionedMonitor restored = new VersionedMonitor(settings, where, ids, born);
        restored.goOn(policy, builtWith(policy, BuiltWith.of(state), now), state, findings);
        return restored;
    }

    private static Effective builtWith(Timeline<Plan> policy, BuiltWith saved, long now) {
        Effective then = policy.effectiveAt(saved.from());
        if (then.document().ref().digest().equals(saved.digest())) {
            return then;
        }
        return policy.effective().stream()
                .filter(each -> each.document().ref().digest().equals(saved.digest()))
                .reduce((earlier, later) -> later)
                .orElseGet(() -> policy.effectiveAt(now));
    }

    /**
     * Takes a record, as {@link PartitionMonitor#take} does, with the version it is of.
     *
     * @param timestamp the record's Kafka timestamp; null where it has none, and then decides nothing
     */
    public void take(Timeline<Plan> policy, Object value, Long timestamp, long offset, Findings findings) {
        if (timestamp != null) {
            Effective due = policy.effectiveAt(timestamp);
            if (due.from() > monitor.site().from()) {
                goOn(policy, due, monitor.save(), findings);
            }
        }
        monitor.take(value, timestamp, offset, findings);
    }

    private void goOn(Timeline<Plan> policy, Effective version, byte[] state, Findings findings) {
        monitor = PartitionMonitor.restore(plan(policy, version), settings, site(version), state, born, findings);
    }

    private static Plan plan(Timeline<Plan> policy, Effective version) {
        return policy.at(version.from());
    }

    private Site site(Effective version) {
        return new Site(where, ids, version.document().ref().stamp(), version.from());
    }

    /** The monitors of the version that the partition has reached. */
    public PartitionMonitor monitor() {
        return monitor;
    }
}

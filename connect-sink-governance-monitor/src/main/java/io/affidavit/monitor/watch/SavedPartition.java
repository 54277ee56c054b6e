/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.watch;

import io.affidavit.core.policy.Severity;
import io.affidavit.monitor.detect.StateReader;
import io.affidavit.monitor.incident.Kinds;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Reads a saved partition, and matches what is in it with the monitors there are now. */
public final class SavedPartition {

    private static final int MOST_GROUPS = 10_000;
    private static final int MOST_STATE = 1 << 30;

    private final StateReader reader;

    SavedPartition(StateReader reader) {
        this.reader = reader;
    }

    /** Names of the scopes in a saved state, as {@code born} hears them. */
    public static Set<String> scopes(byte[] state) {
        StateReader reader = new StateReader(state);
        BuiltWith.read(reader);
        reader.readCount();
        reader.readLong();
        Counts.restore(reader);
        Set<String> names = new LinkedHashSet<>();
        for (SavedGroup group : groups(reader)) {
            group.scopes().forEach(values -> names.add(group.name() + '=' + ScopeKey.of(values)));
        }
        return names;
    }

    PartitionMonitor restore(Plan plan, PlanSettings settings, Site site, Consumer<String> born, Findings findings) {
        BuiltWith.read(reader);
        long nextOffset = reader.readCount();
        long latest = reader.readLong();
        PartitionMonitor restored =
                new PartitionMonitor(plan, settings, site, Counts.restore(reader), nextOffset, born);
        restored.resume(latest);
        Set<String> reset = new LinkedHashSet<>();
        for (SavedGroup saved : groups(reader)) {
            restoreGroup(saved, restored, born, reset, findings);
        }
        if (reader.readBoolean()) {
            restored.restoreUsage(reader.readBytes(MOST_STATE));
        }
        reader.finish();
        reset.forEach(monitor -> findings.incident(Notes.note(
                site,
                Kinds.BASELINE,
                monitor,
                Severity.LOW,
                "The definition of monitor " + monitor + " changed: it begins with a fresh baseline.",
                restored.now(),
                List.of(),
                List.of(restored.nextOffset()))));
        return restored;
    }

    private void restoreGroup(
            SavedGroup saved, PartitionMonitor restored, Consumer<String> born, Set<String> reset, Findings findings) {
        Scopes group = restored.groups().stream()
                .filter(each -> each.plan().key().name().equals(saved.name()))
                .findFirst()
                .orElse(null);
        int[] places = IntStream.range(0, saved.monitorCount())
                .map(i -> group == null ? -1 : place(group.plan(), saved.id(i), saved.digest(i)))
                .toArray();
        for (int i = 0; i < places.length; i++) {
            if (places[i] < 0 && !saved.scopes().isEmpty() && stillThere(restored, saved.id(i))) {
                reset.add(saved.id(i));
            }
        }
        if (group != null) {
            group.restore(saved.overflown());
        }
        for (String[] values : saved.scopes()) {
            List<byte[]> states = new ArrayList<>();
            if (group != null) {
                group.plan().monitors().forEach(any -> states.add(null));
            }
            for (int place : places) {
                byte[] state = reader.readBytes(MOST_STATE);
                if (place >= 0) {
                    states.set(place, state);
                } else {
                    Alarm.open(new StateReader(state))
                            .ifPresent(open -> findings.incident(Alarm.resolved(open, restored.now())));
                }
            }
            if (group != null && states.stream().anyMatch(Objects::nonNull)) {
                String key = ScopeKey.of(values);
                group.all().put(key, Scope.restore(group.plan(), restored.site(), values, states));
                born.accept(saved.name() + '=' + key);
            }
        }
    }

    private static int place(GroupPlan plan, String id, String digest) {
        return IntStream.range(0, plan.monitors().size())
                .filter(i -> plan.monitors().get(i).monitor().id().equals(id)
                        && plan.monitors().get(i).monitor().digest().equals(digest))
                .findFirst()
                .orElse(-1);
    }

    private static boolean stillThere(PartitionMonitor restored, String id) {
        return restored.groups().stream()
                .flatMap(group -> group.plan().monitors().stream())
                .anyMatch(plan -> plan.monitor().id().equals(id));
    }

    private static List<SavedGroup> groups(StateReader reader) {
        int count = reader.readLength(MOST_GROUPS, Integer.BYTES);
        List<SavedGroup> groups = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            groups.add(SavedGroup.read(reader));
        }
        return groups;
    }

    /**
     * The policy that a state was built with.
     *
     * @param from when it came into force
     * @param digest of its text; empty in a state of version 1, which does not say it
     */
    record BuiltWith(long from, String digest) {

        private static final int FIRST_VERSION = 1;
        private static final int DIGITS = 64;

        static BuiltWith of(byte[] state) {
            return read(new StateReader(state));
        }

        private static BuiltWith read(StateReader reader) {
            int version = reader.readInt();
            if (version == FIRST_VERSION) {
                return new BuiltWith(Long.MIN_VALUE, "");
            }
            if (version != PartitionMonitor.VERSION) {
                throw reader.invalid("it is of another version");
            }
            return new BuiltWith(reader.readLong(), reader.readText(DIGITS));
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Names that led to no usable table a short while ago, so that the catalog is not asked for every record. */
final class AbsentTables {

    private static final Duration REMEMBERED = Duration.ofSeconds(30);

    // Records choose the names: without a limit they could fill the heap.
    private static final int MOST = 10_000;

    private record Absence(String rule, long until) {}

    private final Clock clock;
    private final Map<String, Absence> absences = new HashMap<>();

    AbsentTables(Clock clock) {
        this.clock = clock;
    }

    /** Why the table cannot be used, null when that is not known or has to be found out again. */
    String rule(String name) {
        Absence absence = absences.get(name);
        return absence == null || clock.millis() >= absence.until() ? null : absence.rule();
    }

    void add(String name, String rule) {
        if (absences.size() >= MOST) {
            absences.clear();
        }
        absences.put(name, new Absence(rule, clock.millis() + REMEMBERED.toMillis()));
    }
}

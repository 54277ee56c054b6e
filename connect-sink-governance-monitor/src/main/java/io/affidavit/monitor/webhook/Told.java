/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.webhook;

import io.affidavit.core.policy.Severity;
import io.affidavit.monitor.incident.Incident;
import io.affidavit.monitor.incident.Incident.State;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was told of each incident, so that only changes are told. Bounded: of the incidents nothing was heard of for longest
 * the next version is told again.
 */
final class Told {

    private final Severity least;
    private final Map<String, Known> known;

    private record Known(State state, Severity severity) {}

    /** @param least incidents below it are not told */
    Told(Severity least, int most) {
        this.least = least;
        this.known = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
                return size() > most;
            }
        };
    }

    /** What is to be told of a version of an incident; empty where nothing is. */
    Optional<Change> change(Incident incident) {
        Known before = known.get(incident.id());
        boolean counts = incident.severity().compareTo(least) >= 0;
        if (before == null) {
            boolean news = counts && incident.state() != State.RESOLVED;
            return news ? Optional.of(new Change(first(incident.state()), Optional.empty())) : Optional.empty();
        }
        if (before.state() != incident.state()) {
            Change.Kind kind = incident.state() == State.RESOLVED ? Change.Kind.RESOLVED : first(incident.state());
            return Optional.of(new Change(kind, Optional.of(before.severity())));
        }
        return before.severity() == incident.severity() || incident.state() != State.OPEN
                ? Optional.empty()
                : Optional.of(new Change(Change.Kind.SEVERITY, Optional.of(before.severity())));
    }

    /** Takes down that a version of an incident was told, or would have been by an earlier task. */
    void remember(Incident incident) {
        if (known.containsKey(incident.id()) || change(incident).isPresent()) {
            known.put(incident.id(), new Known(incident.state(), incident.severity()));
        }
    }

    private static Change.Kind first(State state) {
        return state == State.NOTE ? Change.Kind.NOTED : Change.Kind.OPENED;
    }
}

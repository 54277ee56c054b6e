/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.incident;

import io.affidavit.core.policy.Severity;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Something a monitor found. A later version of an incident has the same id and replaces the earlier one. Holds nothing of
 * any record but the scope: values that the policy's author chose to name the state by.
 *
 * @param id see {@link IncidentId}
 * @param provisional whether the window was still open when this was written; a final version follows
 * @param kind the detector, or one of {@link Kinds}
 * @param monitor id of the monitor in the policy; empty where the incident is about the connector's own reading
 * @param message a fixed sentence of the kind, for people
 * @param scope values by path
 * @param windowStart of the event-time window the incident began in
 * @param windowEnd of the latest window it was seen in, exclusive
 * @param firstSeen event time; of a note the event time it was noted at
 * @param lastSeen event time
 * @param resolved when it ended, in event time
 * @param occurrences windows in which it was seen
 * @param offsets samples of the records that led to it, in order; at most {@link #MOST_OFFSETS}
 */
public record Incident(
        String id,
        State state,
        boolean provisional,
        String kind,
        Severity severity,
        String owner,
        String monitor,
        String message,
        Rule rule,
        Where where,
        Map<String, String> scope,
        Instant windowStart,
        Instant windowEnd,
        Instant firstSeen,
        Instant lastSeen,
        Optional<Instant> resolved,
        long occurrences,
        List<Measure> measures,
        List<Long> offsets) {

    /** Samples kept of one incident. */
    public static final int MOST_OFFSETS = 10;

    public Incident {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(monitor, "monitor");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(where, "where");
        scope = Collections.unmodifiableMap(new TreeMap<>(scope));
        Objects.requireNonNull(windowStart, "windowStart");
        Objects.requireNonNull(windowEnd, "windowEnd");
        Objects.requireNonNull(firstSeen, "firstSeen");
        Objects.requireNonNull(lastSeen, "lastSeen");
        Objects.requireNonNull(resolved, "resolved");
        measures = List.copyOf(measures);
        offsets = List.copyOf(offsets);
        if (offsets.size() > MOST_OFFSETS) {
            throw new IllegalArgumentException(
                    "Cannot make incident: it has more than " + MOST_OFFSETS + " sample offsets. Keep the first ones.");
        }
        if (state == State.RESOLVED && resolved.isEmpty()) {
            throw new IllegalArgumentException("Cannot make incident: it is resolved at no time. Give the time.");
        }
    }

    /** Whether somebody still has to do something. */
    public enum State {
        /** Seen, and not yet gone. */
        OPEN,
        /** Gone for as many windows as the monitor asks for. */
        RESOLVED,
        /** Told once; it neither lasts nor ends. */
        NOTE;

        /** As the JSON form writes it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What was acted on.
     *
     * @param policy stamp of the policy, as {@code id@version#digest}
     * @param config digest of the monitor's definition; empty where there is none
     * @param profile name of the thresholds' profile; may be empty
     */
    public record Rule(String policy, String config, String profile) {

        /** The rule of what no monitor found. */
        public static final Rule NONE = new Rule("", "", "");

        public Rule {
            Objects.requireNonNull(policy, "policy");
            Objects.requireNonNull(config, "config");
            Objects.requireNonNull(profile, "profile");
        }
    }

    /** Which records: one partition of one topic, as one connector reads it. */
    public record Where(String connector, String topic, int partition) {

        public Where {
            Objects.requireNonNull(connector, "connector");
            Objects.requireNonNull(topic, "topic");
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.watch;

import io.affidavit.core.data.FieldPath;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a connector's configuration adds to the policy.
 *
 * @param timeField the field of an event's time
 * @param lateness how long to wait for events that come out of order
 * @param ahead how far an event time may be after the timestamp of its record
 * @param maxScopes states that one partition keeps of monitors with the same scope
 * @param usage of which figures are told people; empty where none are
 */
public record PlanSettings(
        FieldPath timeField, Duration lateness, Duration ahead, int maxScopes, Optional<UsageSettings> usage) {

    public PlanSettings {
        Objects.requireNonNull(timeField, "timeField");
        Objects.requireNonNull(lateness, "lateness");
        Objects.requireNonNull(ahead, "ahead");
        Objects.requireNonNull(usage, "usage");
        if (maxScopes < 1) {
            throw new IllegalArgumentException("Cannot watch without a scope. Allow at least one.");
        }
    }

    /**
     * Figures of usage.
     *
     * @param window of event time
     * @param approved outcomes that count as approved
     * @param refused outcomes that count as refused
     */
    public record UsageSettings(Duration window, Set<String> approved, Set<String> refused) {

        public UsageSettings {
            Objects.requireNonNull(window, "window");
            approved = Set.copyOf(approved);
            refused = Set.copyOf(refused);
        }
    }
}

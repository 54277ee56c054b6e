/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.webhook;

import io.affidavit.monitor.incident.Incident;
import java.util.Map;
import java.util.Objects;

/**
 * A version of an incident that is told.
 *
 * @param json the incident with every member it has, also those this version does not know
 */
record Message(Incident incident, Map<String, Object> json, Change change) {

    Message {
        Objects.requireNonNull(incident, "incident");
        Objects.requireNonNull(json, "json");
        Objects.requireNonNull(change, "change");
    }

    /** The same for the same version of an incident, however often it is sent. */
    String idempotencyKey() {
        return incident.id() + "-" + incident.state().text() + "-"
                + incident.severity().text() + "-" + incident.occurrences();
    }

    /** One line for people. */
    String title() {
        return switch (change.kind()) {
                    case RESOLVED -> "Resolved: ";
                    case SEVERITY -> "Now " + incident.severity().text() + ": ";
                    case OPENED, NOTED -> "";
                }
                + incident.message();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.credit.watch;

import io.affidavit.monitor.incident.Incident;
import java.time.Instant;

/**
 * A version of an incident, as a reader of the topic hears of it.
 *
 * @param at when, by the wall clock
 */
public record Told(Incident incident, Instant at) {

    /** The field whose values name the models. */
    public static final String MODEL = "model.request_model";

    /** The model it is about; empty where it is about none. */
    public String model() {
        return incident.scope().getOrDefault(MODEL, "");
    }
}

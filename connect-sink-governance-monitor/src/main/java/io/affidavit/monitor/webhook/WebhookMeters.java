/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.webhook;

import io.affidavit.core.metrics.Meter;
import io.affidavit.core.metrics.Meters;

/** The meters of one webhook task. */
record WebhookMeters(Meter sent, Meter skipped, Meter failures, Meter givenUp, Meter millis) {

    static WebhookMeters in(Meters meters) {
        return new WebhookMeters(
                meters.counter("incidents-sent", "Incidents and changes of incidents that the receiver took."),
                meters.counter("incidents-skipped", "Versions of incidents without news, or below the least severity."),
                meters.counter("attempts-failed", "Attempts that the receiver did not take."),
                meters.counter("incidents-given-up", "Incidents that went to the dead letter topic."),
                meters.counter("send-time-ms", "Milliseconds spent in attempts."));
    }
}

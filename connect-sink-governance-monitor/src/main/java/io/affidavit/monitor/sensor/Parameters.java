/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.sensor;

import io.affidavit.core.config.Durations;
import io.affidavit.core.policy.Monitor;

/** A monitor's parameters, whose form the policy has checked, with what counts where the document says nothing. */
record Parameters(Monitor monitor) {

    double number(String name, double otherwise) {
        return monitor.parameter(name).map(Double::parseDouble).orElse(otherwise);
    }

    int whole(String name, long otherwise) {
        return monitor.parameter(name).map(Integer::parseInt).orElse(Math.toIntExact(otherwise));
    }

    long millis(String name, long otherwise) {
        return monitor.parameter(name)
                .map(text -> Durations.parse(text).toMillis())
                .orElse(otherwise);
    }

    String text(String name, String otherwise) {
        return monitor.parameter(name).orElse(otherwise);
    }

    boolean has(String name) {
        return monitor.parameter(name).isPresent();
    }
}

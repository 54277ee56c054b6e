/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.gate;

import java.util.Objects;

/**
 * What the gate makes of one record.
 *
 * @param rule why it is kept back; null where it passes
 */
record Ruling(Destination destination, String rule) {

    static final Ruling PASS = new Ruling(Destination.ALLOWED, null);

    Ruling {
        Objects.requireNonNull(destination, "destination");
        if ((rule == null) != (destination == Destination.ALLOWED)) {
            throw new IllegalArgumentException("A record that is kept back needs a rule, one that passes has none.");
        }
    }

    static Ruling quarantine(String rule) {
        return new Ruling(Destination.QUARANTINE, rule);
    }

    static Ruling escalate(String rule) {
        return new Ruling(Destination.ESCALATE, rule);
    }
}

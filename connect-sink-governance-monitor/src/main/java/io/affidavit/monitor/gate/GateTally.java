/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.gate;

/** Counts rulings of a transaction, and hands them on once it is committed. */
final class GateTally {

    private final GateMeters meters;
    private long allowed;
    private long quarantined;
    private long escalated;
    private long unjudged;

    GateTally(GateMeters meters) {
        this.meters = meters;
    }

    void count(Ruling ruling) {
        switch (ruling.destination()) {
            case ALLOWED -> allowed++;
            case QUARANTINE -> quarantined++;
            case ESCALATE -> escalated++;
        }
        if (Gatekeeper.UNJUDGED.equals(ruling.rule())) {
            unjudged++;
        }
    }

    void forget() {
        allowed = 0;
        quarantined = 0;
        escalated = 0;
        unjudged = 0;
    }

    void committed() {
        meters.allowed().add(allowed);
        meters.quarantined().add(quarantined);
        meters.escalated().add(escalated);
        meters.unjudged().add(unjudged);
        forget();
    }
}

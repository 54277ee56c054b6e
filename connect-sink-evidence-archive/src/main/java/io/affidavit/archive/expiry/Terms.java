/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.expiry;

/** Names of the terms in the statements of this package; {@code docs/evidence.md} says what each holds. */
final class Terms {

    static final String POLICY = "policy";
    static final String POLICY_DIGEST = "policyDigest";
    static final String REGISTRY = "holdRegistry";
    static final String PARENT = "parent";
    static final String GRACE_UNTIL = "graceUntil";
    static final String EXPIRE_AT = "expireAt/";
    static final String KEPT_HELD = "keptHeldFiles";
    static final String KEPT_MIXED = "keptPartlyHeldFiles";
    static final String CHANGE = "change";
    static final String REASON = "reason";
    static final String CHECKED_AT = "absenceCheckedAt";
    static final String METHOD = "absenceMethod";
    static final String OUT_OF_REACH = "notCovered";
    static final String HOLD_EPOCH = "holdEpoch";

    /** What a certificate cannot speak for. */
    static final String OTHER_COPIES =
            "Kafka topics and their replicas, dead-letter topics, other tables, backups, and" + " what readers copied";

    private Terms() {}
}

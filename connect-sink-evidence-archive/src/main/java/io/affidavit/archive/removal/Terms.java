/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.removal;

/** Names of the terms in the statements of this package; {@code docs/evidence.md} says what each holds. */
public final class Terms {

    public static final String POLICY = "policy";
    public static final String POLICY_DIGEST = "policyDigest";
    public static final String REGISTRY = "holdRegistry";
    public static final String PARENT = "parent";
    public static final String GRACE_UNTIL = "graceUntil";
    public static final String EXPIRE_AT = "expireAt/";
    public static final String KEPT_HELD = "keptHeldFiles";
    public static final String CARVED_FILES = "carvedFiles";
    public static final String CARVED_ROWS = "carvedRows";
    public static final String CHANGE = "change";
    public static final String REASON = "reason";
    public static final String CHECKED_AT = "absenceCheckedAt";
    public static final String METHOD = "absenceMethod";
    public static final String OUT_OF_REACH = "notCovered";
    public static final String TICKET = "ticket";
    public static final String HOLD_EPOCH = "holdEpoch";

    /** What a certificate cannot speak for. */
    public static final String OTHER_COPIES =
            "Kafka topics and their replicas, content offloaded beside them, dead-letter topics, other tables, backups,"
                    + " and what readers copied";

    private Terms() {}
}

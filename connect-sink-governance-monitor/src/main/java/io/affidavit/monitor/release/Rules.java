/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.release;

/** Why decisions are refused, as results name it. */
public final class Rules {

    /** It is no JSON of the form and version of {@link Decision}. */
    public static final String MALFORMED = "gate.decision.malformed";

    /** It names no approver. */
    public static final String APPROVER = "gate.decision.approver";

    /** Requester and approver are one person. */
    public static final String OWN = "gate.decision.own";

    /** It gives no reason. */
    public static final String REASON = "gate.decision.reason";

    /** It names a topic that this gate keeps nothing back in. */
    public static final String TOPIC = "gate.decision.topic";

    /** The record was decided on before. */
    public static final String REPEATED = "gate.decision.repeated";

    /** Retention has taken the record. */
    public static final String EXPIRED = "gate.decision.expired";

    /** There is no record at that offset. */
    public static final String UNKNOWN = "gate.decision.unknown";

    /** The record there was not kept back by a gate. */
    public static final String FOREIGN = "gate.decision.foreign";

    private Rules() {}
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.policy;

import io.affidavit.core.tags.LegalHold;

/**
 * What the lifecycle rules of a policy say about a record.
 *
 * @param retention retention class; null where no rule decides it
 * @param hold what is added to the holds the record has
 * @param replay replay permission; null where no rule decides it
 * @param owner null where no rule decides it
 * @param residency region; null where no rule decides it
 */
public record Kept(String retention, LegalHold hold, String replay, String owner, String residency) {

    /** No rule says anything. */
    public static final Kept UNDECIDED = new Kept(null, LegalHold.NONE, null, null, null);
}

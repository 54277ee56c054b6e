/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.replay;

import io.affidavit.archive.replay.grant.Budget;

/** The scope of a grant holds more than the grant allows; none of it was replayed that was not allowed. */
public final class OverBudgetException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OverBudgetException(String grant, Budget budget) {
        super("Cannot replay under grant " + grant + ": its scope holds more than the " + budget.records()
                + " records or " + budget.bytes()
                + " bytes that it allows. Ask for a narrower scope or a larger budget.");
    }
}

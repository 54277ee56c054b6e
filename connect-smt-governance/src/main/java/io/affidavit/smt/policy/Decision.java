/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.policy;

import io.affidavit.core.policy.Verdict;
import java.util.List;

/**
 * What a policy says about one record.
 *
 * @param verdict the strongest of the rules that are enforced; block also where a rule cannot be evaluated that must be
 * @param decisive what the verdict is due to, the first of equals; null for a verdict no rule gave
 * @param firings every rule that fired or failed, in the order of the document
 */
public record Decision(Verdict verdict, Firing decisive, List<Firing> firings, Kept kept) {

    /** No rule has anything to say. */
    static final Decision NONE = new Decision(Verdict.ALLOW, null, List.of(), Kept.UNDECIDED);

    public Decision {
        firings = List.copyOf(firings);
    }
}

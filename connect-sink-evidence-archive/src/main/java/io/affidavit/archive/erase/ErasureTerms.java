/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.erase;

/** Names of the terms in statements of erasures; {@code docs/evidence.md} says what each holds. */
final class ErasureTerms {

    static final String REQUESTER = "requester";
    static final String APPROVER = "approver";
    static final String LEGAL_BASIS = "legalBasis";
    static final String SUBJECT = "subject/";
    static final String PART = "part";
    static final String FOUND = "foundRows";
    static final String ERASED = "erasedRows";
    static final String HELD = "heldRows";
    static final String HELD_BY = "heldRows/";
    static final String HELD_BY_TAG = "heldRowsByTag";
    static final String MASKED = "uncertainRows";
    static final String EMPTY = "rowsWithoutValue";
    static final String LEFT = "leftRows/";

    static final String METHOD = "method";

    /** What happens to the files that rows leave. */
    static final String REWRITTEN =
            "rows left out of rewritten files; old files taken out of every snapshot and deleted in every version";

    private ErasureTerms() {}
}

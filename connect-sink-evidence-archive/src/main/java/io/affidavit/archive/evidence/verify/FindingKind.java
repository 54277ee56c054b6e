/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.verify;

import java.util.Locale;

/** What can be wrong. The {@link #text} of a kind is stable: scripts and runbooks match on it. */
public enum FindingKind {
    /** A statement of the chain is not there, or the table names none at all. */
    STATEMENT_MISSING,
    /** A statement's bytes are not those that the chain names. */
    STATEMENT_ALTERED,
    /** A statement cannot be read as one. */
    STATEMENT_MALFORMED,
    /** No key of the trust file signed a statement. */
    UNTRUSTED_KEY,
    /** A statement names a trusted key but is not signed by it. */
    BAD_SIGNATURE,
    /** A key signed a statement after the chain retired it. */
    RETIRED_KEY,
    /** A statement does not continue the one before it, or belongs to another table. */
    BROKEN_CHAIN,
    /** A statement that was noted earlier is not part of the chain: the table was put back, or replaced. */
    ROLLED_BACK,
    /** Snapshot summary and table properties name different heads, or one that cannot be read. */
    HEAD_MISMATCH,
    /** Offsets between two statements are not accounted for. */
    OFFSET_GAP,
    /** Offsets are accounted for twice. */
    OFFSET_OVERLAP,
    /** A statement's offsets and files count different numbers of records. */
    COUNT_MISMATCH,
    /** Two statements claim the same file. */
    ATTESTED_TWICE,
    /** A statement removes a file that none before attests, or describes it otherwise. */
    UNFOUNDED_REMOVAL,
    /** A change was made in another hold epoch than it was planned for: a hold may have been passed over. */
    HOLD_PASSED_OVER,
    /** A certificate speaks of a change or of files that it cannot speak of. */
    UNFOUNDED_CERTIFICATE,
    /** A file that is certified to be gone is there. */
    NOT_DELETED,
    /** A live, attested file is not in the store. */
    FILE_MISSING,
    /** A live, attested file cannot be read from the store. */
    FILE_UNREADABLE,
    /** A file's bytes are not the attested ones. */
    FILE_ALTERED,
    /** A file's bytes are the attested ones, its rows are not: the statement itself is wrong. */
    ROW_ALTERED,
    /** A file's rows are the attested ones, but not those of the files that it is said to be made from. */
    UNFOUNDED_REWRITE,
    /** The table's metadata describes a file otherwise than its statement does. */
    MANIFEST_MISMATCH,
    /** The table lists a file more than once, so that its rows are read twice. */
    FILE_LISTED_TWICE,
    /** A live file that no statement attests. */
    UNATTESTED_FILE,
    /** A live file that no statement attests, put there by a rewrite or overwrite. */
    UNATTESTED_REWRITE,
    /** A delete file hides rows of an attested file. */
    UNATTESTED_DELETE,
    /** An attested file is no longer in the table, and nothing signed says why. */
    REMOVED_FILE;

    /** Returns the stable name, such as {@code file-altered}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

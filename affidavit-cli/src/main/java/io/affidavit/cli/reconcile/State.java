/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.reconcile;

/** What can be wrong with a row. */
public enum State {
    /** The source has it, the topic has not. */
    MISSING_IN_TOPIC,
    /** The source or the topic has it, the archive has not. */
    MISSING_IN_ARCHIVE,
    /** The topic or the archive has it, the source has not, and the other of both knows nothing of it. */
    EXTRA,
    /** Topic and archive hold it alike, the source does not any more: it was read, and deleted afterwards. */
    DELETED_AT_SOURCE,
    /** The row differs from what the source holds now. */
    REVISED,
    /** The topic or the archive has it more than once. */
    DUPLICATE
}

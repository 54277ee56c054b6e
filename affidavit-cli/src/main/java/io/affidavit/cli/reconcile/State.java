/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.reconcile;

/** What can be wrong with a row. */
enum State {
    /** The source has it, the topic has not. */
    MISSING_IN_TOPIC,
    /** The source or the topic has it, the archive has not. */
    MISSING_IN_ARCHIVE,
    /** The topic or the archive has it, the source has not: deleted there, or never of it. */
    EXTRA,
    /** The row differs from what the source holds now. */
    REVISED,
    /** The topic or the archive has it more than once. */
    DUPLICATE
}

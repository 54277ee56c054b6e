/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.erase;

/** What can be said of a row: whether it is the subject's. */
enum Match {
    /** It is. */
    CERTAIN,
    /** A column holds another mask, behind which the subject may stand. */
    MASKED,
    /** A column holds nothing; masking may have dropped what stood there. */
    EMPTY,
    /** It is not. */
    NONE
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.content;

/** Ids of the rules by which a record is refused whose content cannot be had. They are permanent: reports group by them. */
public final class ContentRules {

    /** The references are none, or do not stand where the record says. */
    public static final String INVALID_REFERENCE = "archive.content.invalid_reference";

    /** The texts of the record are more than the archive takes. */
    public static final String TOO_LARGE = "archive.content.too_large";

    /** An object is gone. */
    public static final String MISSING = "archive.content.missing";

    /** An object is not what the reference says. */
    public static final String ALTERED = "archive.content.altered";

    private ContentRules() {}
}

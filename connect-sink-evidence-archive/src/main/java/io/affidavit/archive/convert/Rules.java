/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.convert;

/** Ids of the rules by which the archive refuses a record. They are permanent: users filter the quarantine by them. */
public final class Rules {

    public static final String INVALID_JSON = "archive.convert.invalid_json";
    public static final String NOT_AN_OBJECT = "archive.convert.not_an_object";
    public static final String UNSUPPORTED_VALUE = "archive.convert.unsupported_value";
    public static final String TYPE_MISMATCH = "archive.convert.type_mismatch";
    public static final String OUT_OF_RANGE = "archive.convert.out_of_range";
    public static final String MISSING_REQUIRED = "archive.convert.missing_required";
    public static final String NULL_ELEMENT = "archive.convert.null_element";
    public static final String UNKNOWN_FIELD = "archive.convert.unknown_field";
    public static final String RESERVED_FIELD = "archive.convert.reserved_field";
    /** Two names an engine that ignores case, or joins names by dots, could not tell apart. */
    public static final String AMBIGUOUS_FIELD = "archive.convert.ambiguous_field";
    /** Two keys of a map that become one as the column's key type. */
    public static final String REPEATED_KEY = "archive.convert.repeated_key";
    /** The table cannot grow as the record needs it. */
    public static final String GROWTH_REFUSED = "archive.convert.growth_refused";

    public static final String TOO_MANY_COLUMNS = "archive.convert.too_many_columns";
    public static final String UNLABELLED = "archive.tag.retention_class_missing";
    public static final String BAD_LABEL = "archive.tag.retention_class_invalid";
    public static final String TOMBSTONE = "archive.tombstone.refused";
    /** Conversion failed for a reason that is a fault of this program. */
    public static final String FAULT = "archive.convert.fault";
    /** A transform rejected the record and gave no usable rule id. */
    public static final String UNNAMED_REJECT = "archive.reject.unnamed";

    private Rules() {}
}

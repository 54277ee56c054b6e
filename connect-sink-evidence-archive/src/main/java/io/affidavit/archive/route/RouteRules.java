/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.route;

/** Ids of the rules by which a record is refused because of where it belongs. They are permanent. */
public final class RouteRules {

    /** The field or header that names the table is absent, null or blank. */
    public static final String VALUE_MISSING = "archive.route.value_missing";
    /** It is of a type that cannot name a table, such as a list. */
    public static final String VALUE_UNUSABLE = "archive.route.value_unusable";
    /** The name is longer than catalogs keep. */
    public static final String NAME_TOO_LONG = "archive.route.name_too_long";
    /** The name is that of the quarantine table. */
    public static final String TABLE_RESERVED = "archive.route.table_reserved";
    /** There is no such table, and none may be created. */
    public static final String TABLE_UNKNOWN = "archive.route.table_unknown";
    /** There is such a table, but it is not laid out as an archive. */
    public static final String TABLE_UNUSABLE = "archive.route.table_unusable";
    /** The archive has as many tables as it may have. */
    public static final String TOO_MANY_TABLES = "archive.route.too_many_tables";
    /** The table's watermark has passed the record, although the table does not hold it. */
    public static final String PASSED = "archive.route.passed";

    private RouteRules() {}
}

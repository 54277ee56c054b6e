/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.settings;

import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import io.affidavit.core.config.ConfigKeys;
import io.affidavit.source.config.ReadingKeys;
import io.affidavit.source.preset.Preset;
import java.util.List;
import java.util.stream.Stream;

/** Keys of the PostgreSQL source, in the order of the reference page. */
public final class PostgresKeys {

    public static final String PRESET = TableKeys.PRESET;
    public static final String URL = TableKeys.URL;
    public static final String USER = TableKeys.USER;
    public static final String PASSWORD = TableKeys.PASSWORD;
    public static final String CONNECT_TIMEOUT = TableKeys.CONNECT_TIMEOUT;
    public static final String STATEMENT_TIMEOUT = TableKeys.STATEMENT_TIMEOUT;
    public static final String TABLE = TableKeys.TABLE;
    public static final String CURSOR = TableKeys.CURSOR;
    public static final String KEYS_OF_ROW = TableKeys.KEYS_OF_ROW;
    public static final String ZONE = TableKeys.ZONE;
    public static final String TABLE_OID = TableKeys.TABLE_OID;
    public static final String WINDOW_IDS = TableKeys.WINDOW_IDS;
    public static final String BOUND = TableKeys.BOUND;

    /** Every key a user can set, for validation and the reference page. */
    public static final ConfigKeys ALL =
            ConfigKeys.of(Stream.of(own(), ReadingKeys.reading(), ReadingKeys.evidence(), ReadingKeys.output())
                    .flatMap(List::stream)
                    .toList());

    private static List<ConfigKey> own() {
        return List.of(
                TableKeys.url(
                        "Where the database is: jdbc:postgresql://host:5432/database. Only TLS, host-selection and "
                                + "search-path parameters are allowed in it."),
                TableKeys.user(
                                "Database role to connect as. It needs SELECT on the table, and pg_read_all_stats for an exact bound.")
                        .validator(Checks.nonBlank())
                        .build(),
                TableKeys.password(),
                TableKeys.connectTimeout(),
                TableKeys.statementTimeout(),
                TableKeys.preset(Preset.names(Preset.Database.POSTGRESQL)),
                TableKeys.table("Table to read, as table or schema.table, case-sensitive. Required without a preset."),
                TableKeys.cursor(
                        "Column that orders rows: a timestamp, timestamptz, or integer filled by a sequence of its own. It must be NOT "
                                + "NULL, never change, and lead an index that continues with the key columns. Required without a preset."),
                TableKeys.cursorUnit(),
                TableKeys.keysOfRow(),
                ReadingKeys.system(
                        TableKeys.TABLE_GROUP,
                        "Name of the application that writes the table, part of every event's identity. The default is the "
                                + "preset's, or postgresql."),
                TableKeys.instance(),
                TableKeys.zone(),
                TableKeys.tableOid("Number (oid)"),
                TableKeys.bound(
                        "How far it is safe to read: horizon is the start of the oldest open transaction, exact where the database "
                                + "fills the cursor column; lag is a fixed time behind the clock; auto chooses by the column's default."),
                ReadingKeys.lag(
                        "15m",
                        "How late after its cursor time a row may be written, where no horizon is used: the longest request plus the writer's flush."),
                TableKeys.windowIds());
    }

    private PostgresKeys() {}
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.settings;

import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import io.affidavit.core.config.ConfigKeys;
import io.affidavit.source.config.ReadingKeys;
import io.affidavit.source.preset.ClickHousePreset;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** Keys of the ClickHouse source, in the order of the reference page. */
public final class ClickHouseKeys {

    public static final String URL = HttpKeys.URL;
    public static final String AUTHORITIES = HttpKeys.AUTHORITIES;
    public static final String PRESET = "source.preset";
    public static final String DATABASE = "source.database";
    public static final String TABLE = "source.table";
    public static final String CURSOR = "source.cursor.column";
    public static final String KEYS_OF_ROW = "source.key.columns";
    public static final String ACCEPT_STALE = "source.accept.stale";
    public static final String TABLE_ID = "source.table.oid";
    public static final String WINDOW_IDS = "source.window.ids";

    private static final String TABLE_GROUP = "Table";

    /** Every key a user can set, for validation and the reference page. */
    public static final ConfigKeys ALL = ConfigKeys.of(Stream.of(
                    HttpKeys.server("the server's HTTP interface", 8443),
                    table(),
                    place(),
                    ReadingKeys.reading(),
                    ReadingKeys.evidence(),
                    ReadingKeys.output())
            .flatMap(List::stream)
            .toList());

    private ClickHouseKeys() {}

    private static List<ConfigKey> table() {
        return List.of(
                ConfigKey.string(PRESET)
                        .group(TABLE_GROUP)
                        .displayName("Preset")
                        .importance(Importance.HIGH)
                        .defaultValue("")
                        .validator(Checks.check(
                                "a preset: " + String.join(", ", ClickHousePreset.names()) + ", or empty",
                                value -> value.toString().isEmpty()
                                        || ClickHousePreset.named(value.toString())
                                                .isPresent()))
                        .recommends(ClickHousePreset.names().toArray())
                        .doc(
                                "Known application whose table is read: it gives table, cursor and key. Empty for a table of your own.")
                        .build(),
                ConfigKey.string(DATABASE)
                        .group(TABLE_GROUP)
                        .displayName("Database")
                        .importance(Importance.HIGH)
                        .defaultValue("default")
                        .validator(Checks.nonBlank())
                        .doc("Database of the table.")
                        .build(),
                ConfigKey.string(TABLE)
                        .group(TABLE_GROUP)
                        .displayName("Table")
                        .importance(Importance.HIGH)
                        .optional()
                        .validator(Checks.nonBlank())
                        .doc("Table to read, case-sensitive. Required without a preset.")
                        .build(),
                ConfigKey.string(CURSOR)
                        .group(TABLE_GROUP)
                        .displayName("Cursor column")
                        .importance(Importance.HIGH)
                        .optional()
                        .validator(Checks.nonBlank())
                        .doc(
                                "What orders rows: a DateTime, or DateTime64 up to microseconds, that never changes in a row; or _block_number, the order of "
                                        + "insertion. A preset takes block numbers where the table keeps them, else its time column. Required without a preset.")
                        .build(),
                ConfigKey.list(KEYS_OF_ROW)
                        .group(TABLE_GROUP)
                        .displayName("Key columns")
                        .defaultValue(List.of())
                        .doc("Columns that identify a row. Empty means the preset's, or those of the sorting key.")
                        .build());
    }

    private static List<ConfigKey> place() {
        return List.of(
                ReadingKeys.system(
                        TABLE_GROUP,
                        "Name of the application that writes the table, part of every event's identity. The default is the preset's, or clickhouse."),
                ReadingKeys.instance(
                        TABLE_GROUP,
                        "Name of this installation, part of every event's identity: keep it when the server moves. The default is the host of source.url."),
                ConfigKey.bool(ACCEPT_STALE)
                        .group(TABLE_GROUP)
                        .displayName("Accept a stale table")
                        .importance(Importance.LOW)
                        .defaultValue(false)
                        .doc(
                                "Whether to read a preset's table although the application has stopped writing to it, as for its history.")
                        .build(),
                ConfigKey.longInteger(TABLE_ID)
                        .group(TABLE_GROUP)
                        .displayName("Accepted table")
                        .importance(Importance.LOW)
                        .optional()
                        .doc(
                                "Number of a table that replaced the one read before and holds the same rows, as after a restore. The task says it. "
                                        + "Without it a replaced table fails the task.")
                        .build(),
                ReadingKeys.lag(
                        "20m",
                        "How late after its time a row may be inserted, where a time orders rows: the longest delay of whoever inserts."),
                ConfigKey.longInteger(WINDOW_IDS)
                        .group(ReadingKeys.READING)
                        .displayName("Window of blocks")
                        .importance(Importance.LOW)
                        .defaultValue(1000L)
                        .validator(Checks.atLeast(1))
                        .doc(
                                "As source.window, for block numbers: how many inserted blocks. Fixed once reading has begun.")
                        .build());
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.settings;

import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import io.affidavit.source.config.ReadingKeys;
import io.affidavit.source.spi.EpochUnit;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/** Keys that the sources of all databases have. */
public final class TableKeys {

    public static final String PRESET = "source.preset";
    public static final String URL = "source.url";
    public static final String USER = "source.user";
    public static final String PASSWORD = "source.password";
    public static final String CONNECT_TIMEOUT = "source.connect.timeout";
    public static final String STATEMENT_TIMEOUT = "source.statement.timeout";
    public static final String TABLE = "source.table";
    public static final String CURSOR = "source.cursor.column";
    public static final String KEYS_OF_ROW = "source.key.columns";
    public static final String ZONE = "source.time.zone";
    public static final String TABLE_OID = "source.table.oid";
    public static final String WINDOW_IDS = "source.window.ids";
    public static final String BOUND = "source.bound";
    public static final String CURSOR_UNIT = "source.cursor.unit";

    static final String DATABASE = "Database";
    static final String TABLE_GROUP = "Table";

    static ConfigKey url(String documentation) {
        return ConfigKey.string(URL)
                .group(DATABASE)
                .displayName("JDBC URL")
                .importance(Importance.HIGH)
                .width(Width.LONG)
                .validator(Checks.nonBlank())
                .doc(documentation)
                .build();
    }

    static ConfigKey.Builder user(String documentation) {
        return ConfigKey.string(USER)
                .group(DATABASE)
                .displayName("User")
                .importance(Importance.HIGH)
                .doc(documentation);
    }

    static ConfigKey password() {
        return ConfigKey.password(PASSWORD)
                .group(DATABASE)
                .displayName("Password")
                .importance(Importance.HIGH)
                .defaultValue("")
                .doc("Password of the role. Use a ConfigProvider reference.")
                .build();
    }

    static ConfigKey connectTimeout() {
        return ReadingKeys.duration(
                CONNECT_TIMEOUT, DATABASE, "Connect timeout", "10s", "How long a connection attempt may take.");
    }

    static ConfigKey statementTimeout() {
        return ReadingKeys.duration(
                STATEMENT_TIMEOUT, DATABASE, "Statement timeout", "60s", "How long the database may work on one page.");
    }

    static ConfigKey preset(List<String> names) {
        return ConfigKey.string(PRESET)
                .group(TABLE_GROUP)
                .displayName("Preset")
                .importance(Importance.HIGH)
                .defaultValue("")
                .validator(Checks.check(
                        "a preset: " + String.join(", ", names) + ", or empty",
                        value -> value.toString().isEmpty() || names.contains(value.toString())))
                .recommends(names.toArray())
                .doc("Known application whose log table is read: it gives table, cursor, key and hash columns. "
                        + "Empty for a table of your own.")
                .build();
    }

    static ConfigKey table(String documentation) {
        return ConfigKey.string(TABLE)
                .group(TABLE_GROUP)
                .displayName("Table")
                .importance(Importance.HIGH)
                .optional()
                .validator(Checks.nonBlank())
                .doc(documentation)
                .build();
    }

    static ConfigKey cursor(String documentation) {
        return ConfigKey.string(CURSOR)
                .group(TABLE_GROUP)
                .displayName("Cursor column")
                .importance(Importance.HIGH)
                .optional()
                .validator(Checks.nonBlank())
                .doc(documentation)
                .build();
    }

    static ConfigKey cursorUnit() {
        return ConfigKey.string(CURSOR_UNIT)
                .group(TABLE_GROUP)
                .displayName("Cursor unit")
                .defaultValue("")
                .validator(Checks.check(
                        "a unit: " + String.join(", ", EpochUnit.texts()) + ", or empty",
                        value -> value.toString().isEmpty()
                                || EpochUnit.of(value.toString()).isPresent()))
                .recommends(EpochUnit.texts().toArray())
                .doc(
                        "Unit of an integer cursor that counts the time since 1970 and that an application sets: s, ms, us or ns. "
                                + "Empty for times, numbers of a sequence, or what the preset says. Fixed once reading has begun.")
                .build();
    }

    static ConfigKey keysOfRow() {
        return ConfigKey.list(KEYS_OF_ROW)
                .group(TABLE_GROUP)
                .displayName("Key columns")
                .defaultValue(List.of())
                .doc("Columns that identify a row, of any type. Empty means the primary key.")
                .build();
    }

    static ConfigKey instance() {
        return ReadingKeys.instance(
                TABLE_GROUP,
                "Name of this installation, part of every event's identity: keep it when the database moves. The "
                        + "default is the database's name.");
    }

    static ConfigKey zone() {
        return ConfigKey.string(ZONE)
                .group(TABLE_GROUP)
                .displayName("Time zone")
                .defaultValue("UTC")
                .validator(Checks.check(
                        "UTC or a fixed offset such as +02:00: clocks that change would run backwards once a year",
                        value -> FixedOffset.parse(value.toString()).isPresent()))
                .doc("What times without time zone mean.")
                .build();
    }

    /** @param number what a table's number is in that database */
    static ConfigKey tableOid(String number) {
        return ConfigKey.longInteger(TABLE_OID)
                .group(TABLE_GROUP)
                .displayName("Accepted table")
                .importance(Importance.LOW)
                .optional()
                .doc(number
                        + " of a table that replaced the one read before and holds the same rows, as after a restore. "
                        + "Without it a replaced table fails the task.")
                .build();
    }

    static ConfigKey bound(String documentation) {
        return ConfigKey.string(BOUND)
                .group(ReadingKeys.READING)
                .displayName("Safe bound")
                .defaultValue("auto")
                .validator(Checks.oneOf("auto", "horizon", "lag"))
                .recommends("auto", "horizon", "lag")
                .doc(documentation)
                .build();
    }

    static ConfigKey windowIds() {
        return ConfigKey.longInteger(WINDOW_IDS)
                .group(ReadingKeys.READING)
                .displayName("Window of numbers")
                .importance(Importance.LOW)
                .defaultValue(100_000L)
                .validator(Checks.atLeast(1))
                .doc("As source.window, for an integer cursor: how many numbers. Fixed once reading has begun.")
                .build();
    }

    private TableKeys() {}
}

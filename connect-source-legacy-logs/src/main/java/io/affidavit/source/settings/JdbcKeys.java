/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.settings;

import io.affidavit.core.config.ConfigKey;
import io.affidavit.core.config.ConfigKeys;
import io.affidavit.source.config.ReadingKeys;
import io.affidavit.source.preset.Preset;
import java.util.List;
import java.util.stream.Stream;

/** Keys of the source for MariaDB, MySQL and SQLite, in the order of the reference page. */
public final class JdbcKeys {

    /** Every key a user can set, for validation and the reference page. */
    public static final ConfigKeys ALL =
            ConfigKeys.of(Stream.of(own(), ReadingKeys.reading(), ReadingKeys.evidence(), ReadingKeys.output())
                    .flatMap(List::stream)
                    .toList());

    private static List<ConfigKey> own() {
        return List.of(
                TableKeys.url(
                        "Where the database is: jdbc:mariadb://host:3306/database, jdbc:mysql://host:3306/database or "
                                + "jdbc:sqlite:/path/of/file.db. Only TLS parameters are allowed in it. The drivers of MariaDB and MySQL "
                                + "are not bundled."),
                TableKeys.user(
                                "Database user to connect as. It needs SELECT on the table, and PROCESS for an exact bound. "
                                        + "Required except for SQLite.")
                        .defaultValue("")
                        .build(),
                TableKeys.password(),
                TableKeys.connectTimeout(),
                TableKeys.statementTimeout(),
                TableKeys.preset(Preset.names(Preset.Database.MARIADB, Preset.Database.SQLITE)),
                TableKeys.table(
                        "Table to read, as table or database.table, case-sensitive. Required without a preset."),
                TableKeys.cursor(
                        "Column that orders rows: a time, or the auto-increment primary key. It must be NOT NULL, never change, and lead "
                                + "an index that continues with the key columns. Required without a preset."),
                TableKeys.cursorUnit(),
                TableKeys.keysOfRow(),
                ReadingKeys.system(
                        TableKeys.TABLE_GROUP,
                        "Name of the application that writes the table, part of every event's identity. The default is the "
                                + "preset's, or mariadb, mysql or sqlite."),
                TableKeys.instance(),
                TableKeys.zone(),
                TableKeys.tableOid("Number"),
                TableKeys.bound(
                        "How far it is safe to read: horizon is the start of the oldest open transaction of a MariaDB server, exact where "
                                + "the database fills the cursor column; lag is a fixed time behind the clock; auto chooses by the column's default."),
                ReadingKeys.lag(
                        "15m",
                        "How late after its cursor time a row may be written, where no horizon is used: the longest request plus the writer's flush."),
                TableKeys.windowIds());
    }

    private JdbcKeys() {}
}

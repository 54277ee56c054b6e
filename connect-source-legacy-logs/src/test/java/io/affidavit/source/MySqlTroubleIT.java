/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.source.contract.RunningTasks;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the task does when MySQL or its table is not as it was. */
@ExtendWith(MySqlServer.class)
class MySqlTroubleIT extends InnoDbTrouble {

    private static final Duration QUIET = Duration.ofSeconds(4);
    private static final int FIRST_THAT_ADDS_COLUMNS_AT_ONCE = 8;

    /** Before version 8, MySQL rebuilds the table for a new column, which is then another table. */
    @Test
    @Override
    void keepsToTheHashedColumnsWhenAColumnIsAddedAndFailsWhenOneIsDropped(InnoDbDatabase database)
            throws SQLException {
        if (versionOf(database) >= FIRST_THAT_ADDS_COLUMNS_AT_ONCE) {
            super.keepsToTheHashedColumnsWhenAColumnIsAddedAndFailsWhenOneIsDropped(database);
            return;
        }
        logs(database, 5);
        try (RunningTasks tasks =
                JdbcTasks.of(JdbcTasks.config(database, "logs", "at")).start(1)) {
            tasks.pollUntil(rows -> rows.size() == 5, QUIET);
            database.execute("ALTER TABLE logs ADD COLUMN extra int DEFAULT 7");
            assertThatThrownBy(() -> tasks.drain(QUIET))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("replaced by another table");
            assertThat(tasks.keys()).hasSize(5);
        }
    }

    /** Since version 8, MySQL makes a column of text one of bytes without another table. */
    @Test
    @Override
    void saysHowToGoOnWhenARetypedColumnRebuiltTheTable(InnoDbDatabase database) throws SQLException {
        if (versionOf(database) < FIRST_THAT_ADDS_COLUMNS_AT_ONCE) {
            super.saysHowToGoOnWhenARetypedColumnRebuiltTheTable(database);
            return;
        }
        logs(database, 5);
        try (RunningTasks tasks =
                JdbcTasks.of(JdbcTasks.config(database, "logs", "at")).start(1)) {
            tasks.pollUntil(rows -> rows.size() == 5, QUIET);
            database.execute(
                    "ALTER TABLE logs MODIFY body varbinary(2000)",
                    "INSERT INTO logs (id, body) VALUES ('more', x'00ff')");
            assertThatThrownBy(() -> tasks.drain(QUIET)).hasMessageContaining("holds bytes now");
            tasks.start(1);
            List<SourceRecord> after = tasks.pollUntil(rows -> !rows.isEmpty(), QUIET);
            assertThat(((Struct) after.get(0).value()).getBytes("body")).containsExactly(0, 0xff);
            assertThat(tasks.keys()).hasSize(6).doesNotHaveDuplicates();
        }
    }

    private static int versionOf(InnoDbDatabase database) throws SQLException {
        try (Connection connection = database.connect()) {
            return connection.getMetaData().getDatabaseMajorVersion();
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that become visible long after their time was set, in MySQL, whose writers the source does not see. */
@Tag("chaos")
@ExtendWith(MySqlServer.class)
class MySqlLateCommitIT {

    @ParameterizedTest(name = "ordered by {0}")
    @ValueSource(strings = {"at", "id"})
    void losesNoRowWithinTheLag(String cursor, InnoDbDatabase database) throws Exception {
        // Given eight writers whose transactions stay open for up to 1.5 s after their rows got time and number
        database.execute(
                "CREATE TABLE late (id bigint unsigned AUTO_INCREMENT PRIMARY KEY, at timestamp(6) NOT NULL DEFAULT current_timestamp(6), w int)",
                "CREATE INDEX by_time ON late (at)");
        Map<String, String> config = JdbcTasks.config(database, "late", cursor);
        config.put("source.lag", "2500ms");
        // When a task follows the table, then every row comes, once, while a naive reader loses some
        JdbcLateCommitIT.follow(database::connect, JdbcLateCommitIT::commitLate, config, cursor);
    }
}

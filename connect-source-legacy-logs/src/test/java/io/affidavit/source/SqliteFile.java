/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** A SQLite database in WAL mode, as applications that write while others read have it. */
record SqliteFile(Path path) {

    String url() {
        return "jdbc:sqlite:" + path.toAbsolutePath();
    }

    Connection connect() throws SQLException {
        return connect(30_000);
    }

    /** @param busyMillis how long a writer waits for another, and then gives up */
    Connection connect(int busyMillis) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("busy_timeout", Integer.toString(busyMillis));
        properties.setProperty("synchronous", "OFF");
        properties.setProperty("transaction_mode", "IMMEDIATE");
        return DriverManager.getConnection(url(), properties);
    }

    void execute(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

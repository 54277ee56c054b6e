/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.jdbc;

import io.affidavit.source.spi.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;

/** Opens read-only sessions in UTC, whose values do not depend on the server's settings. */
final class MariaDbSession {

    private static final long NETWORK_GRACE_MILLIS = 30_000;

    private MariaDbSession() {}

    static Connection open(JdbcEndpoint endpoint) throws SQLException, StoreException {
        boolean mysql = endpoint.url().startsWith("jdbc:mysql:");
        Properties properties = new Properties();
        properties.setProperty("user", endpoint.user());
        properties.setProperty("password", endpoint.password());
        properties.setProperty(
                "connectTimeout", Long.toString(endpoint.connectTimeout().toMillis()));
        // a dead server is noticed even where it cannot answer the statement timeout
        properties.setProperty(
                "socketTimeout", Long.toString(endpoint.statementTimeout().toMillis() + NETWORK_GRACE_MILLIS));
        properties.setProperty("connectionAttributes", "program_name:" + endpoint.application());
        properties.setProperty("allowMultiQueries", "false");
        properties.setProperty(mysql ? "allowLoadLocalInfile" : "allowLocalInfile", "false");
        Connection connection = mysql
                ? Drivers.connect("com.mysql.cj.jdbc.Driver", "mysql-connector-j.jar", endpoint, properties)
                : Drivers.connect("org.mariadb.jdbc.Driver", "mariadb-java-client.jar", endpoint, properties);
        try {
            prepare(connection, endpoint.statementTimeout().toMillis());
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static void prepare(Connection connection, long timeoutMillis) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // zero dates can be compared only where no mode forbids them
            // answers without a LIMIT of their own, as those that list columns, are not cut short by the server's
            statement.execute(
                    "SET SESSION sql_mode = '', time_zone = '+00:00', sql_select_limit = 18446744073709551615,"
                            + " lock_wait_timeout = " + Math.max(1, timeoutMillis / 1000));
            // a consistent snapshot needs this isolation
            statement.execute("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            Optional<String> timeout = ServerVersion.of(connection).statementTimeout(timeoutMillis);
            if (timeout.isPresent()) {
                statement.execute(timeout.get());
            }
        }
        connection.setAutoCommit(false);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import io.affidavit.source.postgres.net.GatheringSocketFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * Opens read-only sessions whose values come as text, in forms that depend on neither client nor server settings: row
 * hashes are taken over these texts.
 */
final class PgSession {

    private static final int NETWORK_GRACE_SECONDS = 30;

    private PgSession() {}

    static Connection open(PgEndpoint endpoint) throws SQLException {
        Properties properties = new Properties();
        PGProperty.USER.set(properties, endpoint.user());
        PGProperty.PASSWORD.set(properties, endpoint.password());
        PGProperty.APPLICATION_NAME.set(properties, endpoint.application());
        int connectSeconds = seconds(endpoint.connectTimeout().toMillis());
        PGProperty.CONNECT_TIMEOUT.set(properties, connectSeconds);
        PGProperty.LOGIN_TIMEOUT.set(properties, connectSeconds);
        PGProperty.CANCEL_SIGNAL_TIMEOUT.set(properties, 2);
        // a dead server is noticed even where it cannot answer the statement timeout
        PGProperty.SOCKET_TIMEOUT.set(
                properties, seconds(endpoint.statementTimeout().toMillis()) + NETWORK_GRACE_SECONDS);
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        PGProperty.READ_ONLY.set(properties, true);
        // details of server errors quote values
        PGProperty.LOG_SERVER_ERROR_DETAIL.set(properties, false);
        PGProperty.BINARY_TRANSFER.set(properties, false);
        PGProperty.STRING_TYPE.set(properties, "unspecified");
        PGProperty.SOCKET_FACTORY.set(properties, GatheringSocketFactory.class.getName());
        Connection connection = new Driver().connect(endpoint.url(), properties);
        if (connection == null) {
            throw new SQLException("not a PostgreSQL URL", "08001");
        }
        try {
            prepare(connection, endpoint);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static void prepare(Connection connection, PgEndpoint endpoint) throws SQLException {
        connection.setReadOnly(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY, ISOLATION LEVEL READ COMMITTED;"
                    + "SET statement_timeout = " + endpoint.statementTimeout().toMillis() + ";"
                    + "SET DateStyle = 'ISO, YMD'; SET TimeZone = 'UTC'; SET IntervalStyle = 'iso_8601';"
                    // an error where a policy would hide rows in silence
                    + "SET row_security = off;"
                    + "SET bytea_output = 'hex'; SET extra_float_digits = 1; SET xmloption = 'content';"
                    // the page query must follow its index: a sort would read the whole table
                    + "SET enable_sort = off; SET enable_seqscan = off; SET enable_bitmapscan = off;"
                    // since PostgreSQL 13: it would take an index on the cursor alone and sort behind it
                    + "SELECT set_config(name, 'off', false) FROM pg_settings WHERE name = 'enable_incremental_sort'");
        }
        connection.setAutoCommit(false);
    }

    private static int seconds(long millis) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE / 2000, (millis + 999) / 1000));
    }
}

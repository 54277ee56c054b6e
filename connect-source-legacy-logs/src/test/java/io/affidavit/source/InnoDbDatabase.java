/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A fresh database of a real MariaDB or MySQL, whose server tests may end and start again; the user may do everything in it. */
public interface InnoDbDatabase {

    /** Where sources find it. */
    String url();

    Connection connect() throws SQLException;

    /** Ends the server without a chance to say goodbye. */
    void kill();

    /** Shuts the server down. */
    void stop();

    void start();

    default void execute(String... statements) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A cursor that remembers the last row it saw, as incrementing and timestamp modes of JDBC connectors do. */
final class SqlCursor implements LateCommitCursor {

    private final String name;
    private final Connection connection;
    private final PreparedStatement statement;
    private final int marks;
    private final List<String> last;

    /**
     * @param sql gives the key and then the values to go on after, in order; binds these
     * @param first values to begin after
     */
    SqlCursor(String name, Connection connection, String sql, String... first) throws SQLException {
        this.name = name;
        this.connection = connection;
        this.statement = connection.prepareStatement(sql);
        this.marks = first.length;
        this.last = new ArrayList<>(List.of(first));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> next() throws SQLException {
        for (int mark = 0; mark < marks; mark++) {
            statement.setString(mark + 1, last.get(mark));
        }
        List<String> keys = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                keys.add(row.getString(1));
                for (int mark = 0; mark < marks; mark++) {
                    last.set(mark, row.getString(mark + 2));
                }
            }
        }
        return keys;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

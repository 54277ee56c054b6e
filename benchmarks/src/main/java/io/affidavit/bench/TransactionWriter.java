/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Writes rows by JDBC, in transactions. */
final class TransactionWriter implements LateCommitStore.Writer {

    private final Connection connection;
    private final PreparedStatement insert;
    private final Values values;

    /** Sets the values of a row. */
    @FunctionalInterface
    interface Values {
        void set(PreparedStatement insert) throws SQLException;
    }

    /** @param values asked before each row */
    TransactionWriter(Connection connection, String insert, Values values) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        this.insert = connection.prepareStatement(insert);
        this.values = values;
    }

    @Override
    public void insert() throws SQLException {
        values.set(insert);
        insert.executeUpdate();
    }

    @Override
    public void commit() throws SQLException {
        connection.commit();
    }

    @Override
    public void rollback() throws SQLException {
        connection.rollback();
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

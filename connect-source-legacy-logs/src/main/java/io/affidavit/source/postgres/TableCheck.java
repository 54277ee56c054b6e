/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import io.affidavit.source.spi.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Whether the table's name still means the table that is being read. */
final class TableCheck {

    private TableCheck() {}

    /** Asked in the transaction of a read, behind it: having been read keeps the name from changing hands until it ends. */
    static void requireSame(Connection opened, TablePlan plan) throws SQLException, StoreException {
        try (PreparedStatement statement = opened.prepareStatement("SELECT pg_catalog.to_regclass(?)::oid")) {
            statement.setString(1, PgNames.quoteTable(plan.settings().table()));
            try (ResultSet row = statement.executeQuery()) {
                requireSame(row, plan);
            }
        }
    }

    /** @param answer whose first column is the object id of the table that has the name */
    static void requireSame(ResultSet answer, TablePlan plan) throws SQLException, StoreException {
        if (!answer.next() || answer.getLong(1) != plan.shape().id()) {
            throw StoreException.fatal(
                    "Cannot go on reading table " + plan.settings().table()
                            + ": it was replaced by another table of its name. Restart the connector to be told how to go on.");
        }
    }
}

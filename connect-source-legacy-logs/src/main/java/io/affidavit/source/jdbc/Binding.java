/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.jdbc;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HexFormat;

/** How a key's text is handed to the database so that it is compared as a value of its column. */
enum Binding {
    WHOLE,
    DECIMAL,
    TEXT,
    BYTES,
    /** Values of this type are not compared as they are ordered, so that they can break no tie. */
    NONE;

    void bind(PreparedStatement statement, int index, String text) throws SQLException {
        switch (this) {
            case WHOLE -> bindWhole(statement, index, new BigDecimal(text));
            case DECIMAL -> statement.setBigDecimal(index, new BigDecimal(text));
            case TEXT -> statement.setString(index, text);
            case BYTES -> statement.setBytes(index, HexFormat.of().parseHex(text));
            case NONE -> throw new SQLException("not a type of keys", "22000");
        }
    }

    /** Unsigned numbers of 64 bits go beyond what a long holds. */
    private static void bindWhole(PreparedStatement statement, int index, BigDecimal number) throws SQLException {
        if (number.toBigIntegerExact().bitLength() < Long.SIZE) {
            statement.setLong(index, number.longValueExact());
        } else {
            statement.setBigDecimal(index, number);
        }
    }
}

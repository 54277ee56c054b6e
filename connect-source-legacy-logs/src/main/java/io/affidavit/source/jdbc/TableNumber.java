/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * InnoDB's number of a table, which a replacement changes. Where the user may not see it, or there is none, the name
 * stands in.
 */
final class TableNumber {

    private static final int ACCESS_DENIED_FOR_PROCESS = 1227;

    /** Names as the server's files have them, which the server writes for us. */
    private static final String OF_NAME = """
            SELECT min(TABLE_ID) FROM information_schema.INNODB_SYS_TABLES
             WHERE BINARY NAME = concat(BINARY convert(coalesce(?, database()) USING filename), '/',
                                        BINARY convert(? USING filename))""";

    /** The same where the server does not write them. */
    private static final String OF_FILE =
            "SELECT min(TABLE_ID) FROM information_schema.INNODB_TABLES WHERE BINARY NAME = BINARY ?";

    private static final String EXISTS =
            "SELECT count(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = coalesce(?, database()) AND TABLE_NAME = ?";

    private TableNumber() {}

    /** The number, or 0 where there is no such table. */
    static long of(Connection session, String table) throws SQLException {
        TableName name = TableName.parse(table);
        try {
            OptionalLong number =
                    ServerVersion.of(session).hasDataDictionary() ? byFile(session, name) : byName(session, name);
            // a partitioned table, or one of another engine
            return number.isPresent() ? number.getAsLong() : nameless(session, name);
        } catch (SQLException e) {
            if (e.getErrorCode() == ACCESS_DENIED_FOR_PROCESS) {
                return Numbers.of(table);
            }
            throw e;
        }
    }

    private static OptionalLong byName(Connection session, TableName name) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(OF_NAME)) {
            statement.setString(1, name.database().orElse(null));
            statement.setString(2, name.table());
            return number(statement);
        }
    }

    private static OptionalLong byFile(Connection session, TableName name) throws SQLException {
        Optional<String> current = Optional.ofNullable(session.getCatalog());
        Optional<String> directory = name.database().or(() -> current).flatMap(TableNumber::fileName);
        Optional<String> file = fileName(name.table());
        if (directory.isEmpty() || file.isEmpty()) {
            return OptionalLong.empty();
        }
        try (PreparedStatement statement = session.prepareStatement(OF_FILE)) {
            statement.setString(1, directory.get() + "/" + file.get());
            return number(statement);
        }
    }

    private static OptionalLong number(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            long number = row.getLong(1);
            return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
        }
    }

    /**
     * A name as MySQL's files have it (MySQL manual, mapping of identifiers to file names); empty for letters beyond
     * ASCII, which have codes of their own.
     */
    static Optional<String> fileName(String name) {
        StringBuilder file = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            if (letter > '~') {
                return Optional.empty();
            }
            if (letter == '_' || Character.isLetterOrDigit(letter)) {
                file.append(letter);
            } else {
                file.append(String.format(Locale.ROOT, "@%04x", (int) letter));
            }
        }
        return Optional.of(file.toString());
    }

    private static long nameless(Connection session, TableName name) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(EXISTS)) {
            statement.setString(1, name.database().orElse(null));
            statement.setString(2, name.table());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getInt(1) > 0 ? Numbers.of(name.toString()) : 0;
            }
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which server answers, MariaDB or a version of MySQL, as far as they differ for us. */
record ServerVersion(boolean mariadb, int major, int minor, int patch) {

    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,9})\\.(\\d{1,9})(?:\\.(\\d{1,9}))?.*");

    static ServerVersion of(Connection session) throws SQLException {
        return parse(session.getMetaData().getDatabaseProductVersion());
    }

    /** @param text as in {@code 10.11.6-MariaDB} or {@code 8.0.36-28}; what cannot be read counts as the oldest MySQL */
    static ServerVersion parse(String text) {
        boolean mariadb = text.toLowerCase(Locale.ROOT).contains("mariadb");
        Matcher numbers = NUMBERS.matcher(text);
        if (!numbers.matches()) {
            return new ServerVersion(mariadb, 0, 0, 0);
        }
        int patch = numbers.group(3) == null ? 0 : Integer.parseInt(numbers.group(3));
        return new ServerVersion(
                mariadb, Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)), patch);
    }

    /** What makes the server end statements that take longer; empty for a MySQL that has no such limit. */
    Optional<String> statementTimeout(long millis) {
        if (mariadb) {
            return Optional.of("SET SESSION max_statement_time = " + millis / 1000.0);
        }
        return isMySqlSince(5, 7, 8) ? Optional.of("SET SESSION max_execution_time = " + millis) : Optional.empty();
    }

    /** Whether InnoDB's tables are listed under the names of MySQL's newer dictionary. */
    boolean hasDataDictionary() {
        return isMySqlSince(8, 0, 0);
    }

    private boolean isMySqlSince(int least, int leastMinor, int leastPatch) {
        if (mariadb || major != least) {
            return !mariadb && major > least;
        }
        return minor > leastMinor || (minor == leastMinor && patch >= leastPatch);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.jdbc;

import java.time.Duration;
import java.util.Objects;

/**
 * How to reach a database.
 *
 * @param url {@code jdbc:mariadb://host:port/database}, {@code jdbc:mysql:...} or {@code jdbc:sqlite:/path/of/file}
 * @param user empty for SQLite
 * @param application shown where the database shows its clients
 */
public record JdbcEndpoint(
        String url,
        String user,
        String password,
        String application,
        Duration connectTimeout,
        Duration statementTimeout) {

    public JdbcEndpoint {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
    }

    @Override
    public String toString() {
        return "JdbcEndpoint[" + application + "]";
    }
}

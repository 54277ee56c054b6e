/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How to reach a database.
 *
 * @param url {@code jdbc:postgresql://host:port/database}
 * @param application shown in {@code pg_stat_activity}
 */
public record PgEndpoint(
        String url,
        String user,
        String password,
        String application,
        Duration connectTimeout,
        Duration statementTimeout) {

    private static final Pattern URL = Pattern.compile("jdbc:postgresql:[^?]+(\\?.*)?");
    /** Parameters that change where or how safely we connect; all else is ours, or loads classes. */
    private static final Set<String> ALLOWED = Set.of(
            "sslmode",
            "ssl",
            "sslrootcert",
            "sslcert",
            "sslkey",
            "sslnegotiation",
            "channelbinding",
            "gssencmode",
            "targetservertype",
            "loadbalancehosts",
            "hostrecheckseconds",
            "currentschema",
            "tcpkeepalive");

    public PgEndpoint {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
    }

    /** Why a URL cannot be used, or empty if it can. */
    public static Optional<String> faultOf(String url) {
        if (!URL.matcher(url).matches()) {
            return Optional.of("It must be like jdbc:postgresql://host:5432/database.");
        }
        int question = url.indexOf('?');
        if (question < 0) {
            return Optional.empty();
        }
        for (String parameter : url.substring(question + 1).split("&")) {
            String name = parameter.split("=", 2)[0];
            if (!ALLOWED.contains(name.toLowerCase(Locale.ROOT))) {
                return Optional.of("Its parameter " + name.replaceAll("[^A-Za-z0-9_.-]", "?")
                        + " is not allowed. Allowed are "
                        + String.join(", ", ALLOWED.stream().sorted().toList())
                        + "; user and password have keys of their own.");
            }
        }
        return Optional.empty();
    }

    /** The database's name, as far as the URL tells it. */
    public static String databaseOf(String url) {
        String path = url.split("\\?", 2)[0];
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf(':')) + 1);
    }

    @Override
    public String toString() {
        return "PgEndpoint[" + application + "]";
    }
}

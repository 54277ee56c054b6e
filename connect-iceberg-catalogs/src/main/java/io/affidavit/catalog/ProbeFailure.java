/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.catalog;

import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says why a catalog or a store failed without repeating a message, which may hold an address or a secret. */
public final class ProbeFailure {

    private static final int DEPTH = 8;
    // A class name as Java's own errors give it, and nothing else.
    private static final Pattern CLASS = Pattern.compile("[A-Za-z_$][\\w$]*([./][A-Za-z_$][\\w$]*)+");
    // What the AWS SDK ends its messages with.
    private static final Pattern STATUS = Pattern.compile("Status Code: (\\d{3})\\b");

    private ProbeFailure() {}

    /** Names of the exceptions from the outside in, with SQL states, HTTP codes and missing classes. */
    public static String reason(Throwable failure) {
        Set<String> parts = new LinkedHashSet<>();
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEPTH; depth++) {
            parts.add(cause.getClass().getSimpleName() + detail(cause));
            // Where Iceberg looks a class up by name, the reason why it could not be loaded is only suppressed.
            for (Throwable suppressed : cause.getSuppressed()) {
                parts.add(suppressed.getClass().getSimpleName() + detail(suppressed));
            }
            cause = cause.getCause();
        }
        return String.join(", ", parts);
    }

    private static String detail(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof SQLException sql) {
            return sql.getSQLState() == null ? "" : " with SQL state " + sql.getSQLState();
        }
        if (failure instanceof ClassNotFoundException || failure instanceof NoClassDefFoundError) {
            return CLASS.matcher(message).matches() ? " of " + message.replace('/', '.') : "";
        }
        Matcher status = STATUS.matcher(message);
        return status.find() ? " with HTTP status " + status.group(1) : "";
    }
}

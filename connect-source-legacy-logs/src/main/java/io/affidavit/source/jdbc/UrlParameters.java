/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.jdbc;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Holds the parameters of a JDBC URL against those that change only where, or how safely, we connect. */
final class UrlParameters {

    private UrlParameters() {}

    static Optional<String> faultOf(String url, List<String> allowed) {
        int question = url.indexOf('?');
        if (question < 0) {
            return Optional.empty();
        }
        for (String parameter : url.substring(question + 1).split("&")) {
            String name = parameter.split("=", 2)[0];
            if (!allowed.contains(name.toLowerCase(Locale.ROOT))) {
                return Optional.of("Its parameter " + name.replaceAll("[^A-Za-z0-9_.-]", "?")
                        + " is not allowed. Allowed are " + String.join(", ", allowed)
                        + "; user and password have keys of their own.");
            }
        }
        return Optional.empty();
    }
}

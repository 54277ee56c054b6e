/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.event;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A relative URI reference that names system, instance and entity. Kept from row to row, for rows of one place have the same.
 *
 * @param text the reference
 */
record SourceUri(String system, String instance, String entity, String text) {

    static SourceUri of(Origin origin) {
        StringBuilder uri = new StringBuilder();
        for (String part : new String[] {origin.system(), origin.instance(), origin.entity()}) {
            if (part != null) {
                uri.append('/').append(escaped(part));
            }
        }
        return new SourceUri(origin.system(), origin.instance(), origin.entity(), uri.toString());
    }

    boolean names(Origin origin) {
        return Objects.equals(system, origin.system())
                && Objects.equals(instance, origin.instance())
                && Objects.equals(entity, origin.entity());
    }

    private static String escaped(String part) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '-'
                    || c == '_'
                    || c == '.';
            if (!plain) {
                return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
            }
        }
        return part;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.format;

import java.util.List;
import java.util.Map;

/** Sizes of rows. */
public final class Texts {

    private static final int NUMBER = 8;

    private Texts() {}

    /** About how many characters of text a value has. */
    public static long chars(Object value) {
        if (value instanceof String text) {
            return text.length();
        }
        long chars = 0;
        if (value instanceof Map<?, ?> members) {
            for (Map.Entry<?, ?> member : members.entrySet()) {
                chars += chars(member.getKey()) + chars(member.getValue());
            }
            return chars;
        }
        if (value instanceof List<?> elements) {
            for (Object element : elements) {
                chars += chars(element);
            }
            return chars;
        }
        return value == null ? 0 : NUMBER;
    }
}

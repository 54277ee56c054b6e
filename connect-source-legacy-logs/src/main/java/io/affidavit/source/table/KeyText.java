/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.table;

import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import java.util.List;

/**
 * A row's key as one text: the value itself for a single column, else a JSON array of the values, which no two keys
 * share.
 */
public final class KeyText {

    private KeyText() {}

    public static String of(List<String> values) {
        return values.size() == 1 ? values.get(0) : JsonText.write(values);
    }

    /** The values of a key of so many columns, or an empty list where the text is not such a key. */
    public static List<String> values(String key, int columns) {
        if (columns == 1) {
            return List.of(key);
        }
        List<String> values = split(key);
        return values.size() == columns ? values : List.of();
    }

    private static List<String> split(String key) {
        try {
            return JsonText.parse(key) instanceof List<?> values
                    ? values.stream().map(String::valueOf).toList()
                    : List.of();
        } catch (InvalidJsonException e) {
            return List.of();
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * A row's key as one text: the value itself for a single column, else a JSON array of the values, which no two keys
 * share. Values are the server's texts, so that it can compare them again.
 */
final class KeyText {

    private KeyText() {}

    static String of(List<String> values) {
        return values.size() == 1 ? values.get(0) : JsonText.write(values);
    }

    /** Whether a text, from an altered offset say, can be a key of the table. */
    static boolean isKey(TablePlan plan, String key) {
        return plan.keys().size() == 1 || split(key).size() == plan.keys().size();
    }

    /** Binds the values of the tie-break columns and returns the next free index. */
    static int bindTieBreak(PreparedStatement statement, int first, TablePlan plan, String key) throws SQLException {
        List<String> values = plan.keys().size() == 1 ? List.of(key) : split(key);
        if (values.size() != plan.keys().size()) {
            throw new SQLException("key of another shape", "22000");
        }
        int index = first;
        for (int i = 0; i < values.size(); i++) {
            if (!plan.keys().get(i).name().equals(plan.cursor().name())) {
                statement.setString(index++, values.get(i));
            }
        }
        return index;
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

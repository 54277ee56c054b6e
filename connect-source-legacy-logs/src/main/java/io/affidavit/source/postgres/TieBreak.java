/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import io.affidavit.source.table.KeyText;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Binds keys as the server's own texts, so that it can compare them again. */
final class TieBreak {

    private TieBreak() {}

    /** Binds the values of the tie-break columns and returns the next free index. */
    static int bind(PreparedStatement statement, int first, TablePlan plan, String key) throws SQLException {
        List<String> values = KeyText.values(key, plan.keys().size());
        if (values.isEmpty()) {
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
}

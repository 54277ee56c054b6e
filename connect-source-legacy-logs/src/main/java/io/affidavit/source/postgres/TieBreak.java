/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import io.affidavit.source.table.KeyText;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Keys as the server's own texts, so that it can compare them again. */
final class TieBreak {

    private TieBreak() {}

    /** The values of the tie-break columns. */
    static List<String> values(TablePlan plan, String key) throws SQLException {
        List<String> values = KeyText.values(key, plan.keys().size());
        if (values.isEmpty()) {
            throw new SQLException("key of another shape", "22000");
        }
        List<String> breaking = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            if (!plan.keys().get(i).name().equals(plan.cursor().name())) {
                breaking.add(values.get(i));
            }
        }
        return breaking;
    }
}

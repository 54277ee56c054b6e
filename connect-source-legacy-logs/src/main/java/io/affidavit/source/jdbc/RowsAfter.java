/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.jdbc;

import java.util.List;

/**
 * A condition with placeholders.
 *
 * @param sql the condition
 * @param binds for each placeholder, the index of the column whose value it takes
 */
record RowsAfter(String sql, List<Integer> binds) {

    RowsAfter {
        binds = List.copyOf(binds);
    }
}

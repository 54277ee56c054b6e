/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.clickhouse;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table as the server describes it.
 *
 * @param columns types by name, in the table's order
 * @param sortingKey the columns of the sorting key, or empty where an expression is among them
 * @param blockNumbers empty if rows can be read in the order of their block numbers, else why not
 */
record TableShape(long identity, Map<String, String> columns, List<String> sortingKey, Optional<String> blockNumbers) {

    boolean has(String column) {
        return columns.containsKey(column);
    }
}

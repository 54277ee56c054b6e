/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.iceberg;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Which table to read, and how.
 *
 * @param catalog keys as users configure them, secrets included
 * @param start the snapshot whose rows are read first, or empty where the table's history is whole
 */
public record TableSettings(Map<String, String> catalog, String table, Optional<Long> start, OnChange onChange) {

    public TableSettings {
        catalog = Map.copyOf(catalog);
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(onChange, "onChange");
    }
}

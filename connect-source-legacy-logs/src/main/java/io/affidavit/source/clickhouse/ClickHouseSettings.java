/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.clickhouse;

import io.affidavit.core.identity.KeyedHash;
import io.affidavit.source.spi.HashedColumns;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What to read and how.
 *
 * @param cursor a time column, or {@link #BLOCK_NUMBER}
 * @param blocksPreferred whether block numbers are to order rows wherever the table keeps them
 * @param keys columns that identify a row, or empty for those of the sorting key
 * @param lag how late after its time a row may be inserted
 */
public record ClickHouseSettings(
        String database,
        String table,
        String cursor,
        boolean blocksPreferred,
        List<String> keys,
        HashedColumns hashed,
        KeyedHash hash,
        Duration lag) {

    /** The virtual column that holds the number of the block by which a row was inserted. */
    public static final String BLOCK_NUMBER = "_block_number";

    public ClickHouseSettings {
        Objects.requireNonNull(database, "database");
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(cursor, "cursor");
        keys = List.copyOf(keys);
        Objects.requireNonNull(hashed, "hashed");
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(lag, "lag");
    }

    /** As messages name it. */
    String name() {
        return database + "." + table;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.jdbc;

import io.affidavit.core.identity.KeyedHash;
import io.affidavit.source.spi.EpochUnit;
import io.affidavit.source.spi.HashedColumns;
import io.affidavit.source.table.BoundMode;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Which table to read, and how.
 *
 * @param table {@code table} or {@code database.table}
 * @param cursorUnit unit of a cursor that counts the time since the epoch
 * @param keyColumns columns that identify a row; empty for the primary key
 * @param zone what a time without zone means
 * @param setByApplication whether the cursor is known to be filled by an application
 * @param lag how old a row must be where nothing better is known
 */
public record JdbcSettings(
        String schemaName,
        String table,
        String cursorColumn,
        Optional<EpochUnit> cursorUnit,
        List<String> keyColumns,
        HashedColumns hashedColumns,
        KeyedHash hash,
        ZoneOffset zone,
        BoundMode bound,
        boolean setByApplication,
        Duration lag) {

    public JdbcSettings {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(cursorColumn, "cursorColumn");
        Objects.requireNonNull(hashedColumns, "hashedColumns");
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(bound, "bound");
        keyColumns = List.copyOf(keyColumns);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

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
 * @param table {@code table} or {@code schema.table}
 * @param cursorUnit unit of a cursor that counts the time since the epoch
 * @param keyColumns columns that identify a row; empty for the primary key
 * @param zone what a time without zone means
 * @param lag how old a row must be where the transaction horizon is not known
 */
public record TableSettings(
        String schemaName,
        String table,
        String cursorColumn,
        Optional<EpochUnit> cursorUnit,
        List<String> keyColumns,
        HashedColumns hashedColumns,
        KeyedHash hash,
        ZoneOffset zone,
        BoundMode bound,
        Duration lag) {

    public TableSettings {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(cursorColumn, "cursorColumn");
        Objects.requireNonNull(hashedColumns, "hashedColumns");
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(bound, "bound");
        keyColumns = List.copyOf(keyColumns);
    }
}

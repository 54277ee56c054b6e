/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.clickhouse;

import io.affidavit.source.spi.HashedColumns;
import io.affidavit.source.spi.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Holds settings against a table. */
final class TableResolver {

    private static final Pattern SECONDS = Pattern.compile("DateTime(\\(.*\\))?");
    private static final Pattern FINER = Pattern.compile("DateTime64\\([0-6](,.*)?\\)");

    private final ClickHouseSettings settings;
    private final TableShape shape;

    TableResolver(ClickHouseSettings settings, TableShape shape) {
        this.settings = settings;
        this.shape = shape;
    }

    TablePlan plan() throws StoreException {
        return new TablePlan(settings, shape, axis(), keys(), hashed());
    }

    Axis axis() throws StoreException {
        Optional<String> noBlocks = shape.blockNumbers();
        if (settings.blocksPreferred() && noBlocks.isEmpty()) {
            return Axis.ofBlocks();
        }
        String cursor = settings.cursor();
        if (cursor.equals(ClickHouseSettings.BLOCK_NUMBER)) {
            if (noBlocks.isPresent()) {
                throw StoreException.fatal("Cannot order rows of table " + settings.name() + " by block number: "
                        + noBlocks.get() + ". Use a time column.");
            }
            return Axis.ofBlocks();
        }
        require(cursor);
        String type = shape.columns().get(cursor);
        boolean seconds = SECONDS.matcher(type).matches();
        if (!seconds && !FINER.matcher(type).matches()) {
            throw StoreException.fatal(
                    "Cannot order rows by column " + cursor + ": it is no DateTime, or DateTime64 up to microseconds, "
                            + "that is never null. Use a column that is, or _block_number.");
        }
        return Axis.ofTime(cursor, seconds);
    }

    List<String> keys() throws StoreException {
        List<String> keys = settings.keys().isEmpty() ? shape.sortingKey() : settings.keys();
        if (keys.isEmpty()) {
            throw StoreException.fatal("Cannot tell the rows of table " + settings.name()
                    + " apart: its sorting key holds expressions. Name the columns that identify a row.");
        }
        for (String key : keys) {
            require(key);
            if (shape.columns().get(key).startsWith("Nullable")
                    || shape.columns().get(key).contains("(Nullable")) {
                throw StoreException.fatal(
                        "Cannot use " + key + " as a key column: it may be null. Use columns that may not.");
            }
        }
        return keys;
    }

    /** An open list becomes all columns there are, so that a column added later revises no row. */
    HashedColumns hashed() throws StoreException {
        HashedColumns hashed = settings.hashed();
        if (hashed.isOpen()) {
            return HashedColumns.of(new ArrayList<>(shape.columns().keySet()));
        }
        for (String column : hashed.names()) {
            if (!hashed.lenient()) {
                require(column);
            }
        }
        return hashed;
    }

    private void require(String column) throws StoreException {
        if (!shape.has(column)) {
            throw StoreException.fatal(
                    "Cannot find column " + column + " in table " + settings.name() + ". Correct the configuration.");
        }
    }
}

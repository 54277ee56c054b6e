/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.unit;

import io.affidavit.source.spi.StoreException;
import java.io.IOException;

/** A unit while it is read; opened by the first call for a row. */
final class OpenUnit implements AutoCloseable {

    private final Unit unit;
    private final long first;
    private UnitRows rows;
    private long given;

    /** @param first number of the first row wanted; above 0 where earlier ones were given before */
    OpenUnit(Unit unit, long first) {
        this.unit = unit;
        this.first = first;
    }

    Unit unit() {
        return unit;
    }

    /** Whether rows of it have been given, now or before. */
    boolean begun() {
        return first > 0 || given > 0;
    }

    /** How many rows of it have been given, as far as numbers tell. */
    long given() {
        return first + given;
    }

    UnitRow next(UnitSource source) throws IOException, StoreException {
        if (rows == null) {
            rows = source.open(unit, first);
        }
        UnitRow row = rows.next();
        while (row != null && row.number() < first) {
            row = rows.next();
        }
        if (row != null) {
            given++;
        }
        return row;
    }

    @Override
    public void close() {
        try {
            if (rows != null) {
                rows.close();
            }
        } catch (IOException e) {
            // it was only read
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.jdbc;

import io.affidavit.source.spi.EpochUnit;
import io.affidavit.source.spi.PositionText;
import io.affidavit.source.spi.StoreException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;

/**
 * How the cursor column's values become positions and back.
 *
 * @param column names it in messages
 * @param times how times are written; empty for a number
 * @param unit of a number that counts the time since the epoch
 */
record Axis(String column, Optional<TimeText> times, Optional<EpochUnit> unit) implements PositionText {

    /** Whether positions are microseconds. */
    boolean isTimed() {
        return times.isPresent() || unit.filter(EpochUnit::isTimed).isPresent();
    }

    /** Whether a counter of the database orders rows. */
    boolean isNumbered() {
        return times.isEmpty() && unit.isEmpty();
    }

    void bind(PreparedStatement statement, int index, long position) throws SQLException {
        if (times.isPresent()) {
            statement.setString(index, times.get().text(position));
        } else {
            statement.setLong(index, unit.isPresent() ? unit.get().value(position) : position);
        }
    }

    long position(String text) throws StoreException {
        try {
            if (times.isPresent()) {
                return times.get().micros(text);
            }
            long number = Long.parseLong(text);
            return unit.isPresent() ? unit.get().position(number) : number;
        } catch (IllegalArgumentException | ArithmeticException | java.time.DateTimeException e) {
            throw StoreException.fatal(
                    "Cannot order rows by column " + column
                            + ": a value is not written as those before it, so its row is in no known place. "
                            + "Correct it, or choose another cursor; restart the connector if all are written another way now.");
        }
    }

    /** The bound as a position, of a bound that is a time. */
    long positionOfTime(long micros) {
        if (times.isPresent()) {
            return times.get().floor(micros);
        }
        return unit.isPresent() ? unit.get().positionOfTime(micros) : micros;
    }

    @Override
    public String format(long position) {
        return text().format(position);
    }

    @Override
    public long parse(String text) {
        return text().parse(text);
    }

    @Override
    public String expectation() {
        return text().expectation();
    }

    private PositionText text() {
        return isTimed() ? PositionText.times() : PositionText.numbers();
    }
}

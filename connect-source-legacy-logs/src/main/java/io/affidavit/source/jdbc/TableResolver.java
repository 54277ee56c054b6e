/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.jdbc;

import io.affidavit.source.config.Fault;
import io.affidavit.source.settings.TableKeys;
import io.affidavit.source.spi.HashedColumns;
import io.affidavit.source.table.BoundMode;
import io.affidavit.source.table.ShapeChecks;
import io.affidavit.source.table.TableShape;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds settings against the table as it is: yields a plan, or every fault found. */
final class TableResolver {

    private final Connection session;
    private final Dialect dialect;
    private final JdbcSettings settings;
    private final List<Fault> faults = new ArrayList<>();

    private TableResolver(Connection session, Dialect dialect, JdbcSettings settings) {
        this.session = session;
        this.dialect = dialect;
        this.settings = settings;
    }

    /** @param plan empty exactly where there are faults */
    record Resolution(Optional<TablePlan> plan, List<Fault> faults) {}

    static Resolution resolve(Connection session, Dialect dialect, JdbcSettings settings) throws SQLException {
        TableResolver resolver = new TableResolver(session, dialect, settings);
        Optional<TablePlan> plan = resolver.plan();
        return new Resolution(resolver.faults.isEmpty() ? plan : Optional.empty(), List.copyOf(resolver.faults));
    }

    private Optional<TablePlan> plan() throws SQLException {
        Optional<TableShape<Column>> found = dialect.inspect(session, settings);
        if (found.isEmpty()) {
            faults.add(
                    new Fault(
                            TableKeys.TABLE,
                            "Cannot find table " + settings.table() + ": no table of that name is visible to the user. "
                                    + "Names are case-sensitive; grant SELECT on the table, and write database.table if it is in another database."));
            return Optional.empty();
        }
        TableShape<Column> shape = found.get();
        ShapeChecks<Column> checks = new ShapeChecks<>(settings.table(), shape, faults);
        Optional<Column> cursor = checks.cursor(settings.cursorColumn());
        List<Column> keys = checks.keys(settings.keyColumns());
        requireComparable(keys);
        HashedColumns hashed = checks.hashed(settings.hashedColumns());
        if (cursor.isEmpty()) {
            return Optional.empty();
        }
        Optional<Axis> axis = dialect.axis(session, shape, cursor.get(), settings);
        if (axis.isEmpty()) {
            faults.add(new Fault(
                    TableKeys.CURSOR,
                    "Cannot use column " + cursor.get().name() + " as cursor: its type is "
                            + cursor.get().type()
                            + ". Use a column of times or whole numbers; source.cursor.unit is for the numbers."));
            return Optional.empty();
        }
        requireOrder(cursor.get(), axis.get());
        return Optional.of(new TablePlan(
                dialect, settings, shape, cursor.get(), keys, axis.get(), hashed, horizon(cursor.get(), axis.get())));
    }

    private void requireComparable(List<Column> keys) {
        for (Column key : keys) {
            if (key.binding() == Binding.NONE) {
                faults.add(
                        new Fault(
                                TableKeys.KEYS_OF_ROW,
                                "Cannot use column " + key.name()
                                        + " as key: the database does not compare values of type "
                                        + key.type()
                                        + " as it orders them. Use columns of numbers, text of limited length, bytes or times."));
            }
        }
    }

    private void requireOrder(Column cursor, Axis axis) {
        if (cursor.filling() == Column.Filling.CLOCK_AT_CHANGE) {
            faults.add(new Fault(
                    TableKeys.CURSOR,
                    "Cannot use column " + cursor.name()
                            + " as cursor: it changes whenever its row does. Use the time at which rows are written."));
        }
        if (axis.isNumbered() && !cursor.isCounted()) {
            faults.add(
                    new Fault(
                            TableKeys.CURSOR,
                            "Cannot use column " + cursor.name()
                                    + " as cursor: it is a number that no counter of the database fills, so a smaller one may appear later. "
                                    + "Use the numbered primary key or a time, or set source.cursor.unit if the numbers count time."));
        }
    }

    private boolean horizon(Column cursor, Axis axis) throws SQLException {
        boolean wanted = settings.bound() == BoundMode.HORIZON;
        if (wanted) {
            dialect.horizonFault(session, settings).ifPresent(fault -> faults.add(new Fault(TableKeys.BOUND, fault)));
        }
        boolean filled = axis.isNumbered() || cursor.filling() == Column.Filling.CLOCK;
        boolean chosen = settings.bound() == BoundMode.AUTO && filled && !settings.setByApplication();
        return (wanted || chosen) && dialect.canHaveHorizon(session, settings);
    }
}

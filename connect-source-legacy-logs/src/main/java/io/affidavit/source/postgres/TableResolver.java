/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import io.affidavit.source.config.Fault;
import io.affidavit.source.settings.PostgresKeys;
import io.affidavit.source.spi.HashedColumns;
import io.affidavit.source.table.BoundMode;
import io.affidavit.source.table.ShapeChecks;
import io.affidavit.source.table.TableShape;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds settings against the table as it is: yields a plan, or every fault found. */
final class TableResolver {

    private static final String OWN_SEQUENCE = """
            SELECT s.cache_size FROM pg_catalog.pg_sequences s
             WHERE pg_catalog.format('%I.%I', s.schemaname, s.sequencename)::regclass
                   = pg_catalog.pg_get_serial_sequence(?, ?)::regclass""";

    private final Connection connection;
    private final TableSettings settings;
    private final List<Fault> faults = new ArrayList<>();

    private TableResolver(Connection connection, TableSettings settings) {
        this.connection = connection;
        this.settings = settings;
    }

    /** @param plan empty exactly where there are faults */
    record Resolution(Optional<TablePlan> plan, List<Fault> faults) {}

    static Resolution resolve(Connection connection, TableSettings settings) throws SQLException {
        TableResolver resolver = new TableResolver(connection, settings);
        Optional<TablePlan> plan = resolver.plan();
        return new Resolution(resolver.faults.isEmpty() ? plan : Optional.empty(), List.copyOf(resolver.faults));
    }

    private Optional<TablePlan> plan() throws SQLException {
        Optional<TableShape<Column>> found = TableInspector.inspect(connection, PgNames.quoteTable(settings.table()));
        if (found.isEmpty()) {
            fault(
                    PostgresKeys.TABLE,
                    "Cannot find table " + settings.table() + ": no table of that name is visible to the user. "
                            + "Names are case-sensitive; write schema.table if it is outside the search path.");
            return Optional.empty();
        }
        TableShape<Column> shape = found.get();
        requireSelect(shape);
        ShapeChecks<Column> checks = new ShapeChecks<>(settings.table(), shape, faults);
        Optional<Column> cursor = checks.cursor(settings.cursorColumn());
        List<Column> keys = checks.keys(settings.keyColumns());
        HashedColumns hashed = checks.hashed(settings.hashedColumns());
        if (cursor.isEmpty()) {
            return Optional.empty();
        }
        Optional<Axis> axis = Axis.of(cursor.get(), settings.zone(), settings.cursorUnit());
        if (axis.isEmpty()) {
            fault(
                    PostgresKeys.CURSOR,
                    "Cannot use column " + cursor.get().name() + " as cursor: its type is "
                            + cursor.get().type()
                            + ". Use a timestamp, timestamptz, smallint, integer or bigint column; source.cursor.unit is for the integers.");
            return Optional.empty();
        }
        if (axis.get().isNumbered()) {
            requireOrderedSequence(shape, cursor.get());
        }
        return Optional.of(new TablePlan(
                settings, shape, cursor.get(), keys, axis.get(), hashed, horizon(cursor.get(), axis.get())));
    }

    private void requireSelect(TableShape<Column> shape) throws SQLException {
        boolean granted = answer("SELECT pg_catalog.has_table_privilege(?::oid, 'SELECT')", Long.toString(shape.id()));
        if (!granted) {
            fault(
                    PostgresKeys.TABLE,
                    "Cannot read table " + settings.table()
                            + ": the user has no SELECT privilege. Run: GRANT SELECT ON " + shape.quoted()
                            + " TO the user, and GRANT USAGE ON its schema.");
        }
    }

    /** Numbers order rows only if they are given out in the order in which transactions began to use them. */
    private void requireOrderedSequence(TableShape<Column> shape, Column cursor) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(OWN_SEQUENCE)) {
            statement.setString(1, shape.quoted());
            statement.setString(2, cursor.name());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    fault(
                            PostgresKeys.CURSOR,
                            "Cannot use column " + cursor.name()
                                    + " as cursor: it is a number that no sequence of its own fills, so a smaller one may appear later. "
                                    + "Use a serial or identity column, or a timestamp.");
                } else if (row.getLong(1) != 1) {
                    fault(
                            PostgresKeys.CURSOR,
                            "Cannot use column " + cursor.name()
                                    + " as cursor: its sequence hands out numbers in blocks (CACHE over 1), so a smaller one may appear later. "
                                    + "Alter the sequence to CACHE 1, or use a timestamp.");
                }
            }
        }
    }

    private boolean horizon(Column cursor, Axis axis) throws SQLException {
        boolean filled =
                axis.isNumbered() || ClockDefault.of(cursor.defaultExpression()).isPresent();
        if (settings.bound() == BoundMode.HORIZON && !canSeeTransactions()) {
            fault(
                    PostgresKeys.BOUND,
                    "Cannot see when other sessions' transactions began: the user is no member of pg_read_all_stats. "
                            + "Run: GRANT pg_read_all_stats TO the user, or use the bound auto or lag.");
        }
        return settings.bound() == BoundMode.HORIZON || (settings.bound() == BoundMode.AUTO && filled);
    }

    private boolean canSeeTransactions() throws SQLException {
        return answer("SELECT pg_catalog.pg_has_role(current_user, ?, 'USAGE')", "pg_read_all_stats");
    }

    private boolean answer(String sql, String parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private void fault(String key, String message) {
        faults.add(new Fault(key, message));
    }
}

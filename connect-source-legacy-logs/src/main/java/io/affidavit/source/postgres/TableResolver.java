/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import io.affidavit.source.postgres.Fault.Subject;
import io.affidavit.source.preset.HashedColumns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Holds settings against the table as it is: yields a plan, or every fault found. */
final class TableResolver {

    /** Default expressions that are never earlier than the start of the writing transaction. */
    private static final Pattern SET_BY_DATABASE = Pattern.compile(
            "(?i).*\\b(now\\(\\)|current_timestamp|localtimestamp|(transaction|statement|clock)_timestamp\\(\\)).*");

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
        Optional<TableShape> found = TableInspector.inspect(connection, PgNames.quoteTable(settings.table()));
        if (found.isEmpty()) {
            fault(
                    Subject.TABLE,
                    "Cannot find table " + settings.table() + ": no table of that name is visible to the user. "
                            + "Names are case-sensitive; write schema.table if it is outside the search path.");
            return Optional.empty();
        }
        TableShape shape = found.get();
        requireSelect(shape);
        Optional<Column> cursor = cursor(shape);
        List<Column> keys = keys(shape);
        HashedColumns hashed = hashed(shape);
        if (cursor.isEmpty()) {
            return Optional.empty();
        }
        Optional<Axis> axis = Axis.of(cursor.get(), settings.zone());
        if (axis.isEmpty()) {
            fault(
                    Subject.CURSOR,
                    "Cannot use column " + cursor.get().name() + " as cursor: its type is "
                            + cursor.get().type()
                            + ". Use a timestamp, timestamptz, smallint, integer or bigint column.");
            return Optional.empty();
        }
        if (!axis.get().time()) {
            requireOrderedSequence(shape, cursor.get());
        }
        return Optional.of(new TablePlan(
                settings, shape, cursor.get(), keys, axis.get(), hashed, horizon(cursor.get(), axis.get())));
    }

    private void requireSelect(TableShape shape) throws SQLException {
        boolean granted = answer("SELECT pg_catalog.has_table_privilege(?::oid, 'SELECT')", Long.toString(shape.oid()));
        if (!granted) {
            fault(
                    Subject.TABLE,
                    "Cannot read table " + settings.table()
                            + ": the user has no SELECT privilege. Run: GRANT SELECT ON " + shape.quoted()
                            + " TO the user, and GRANT USAGE ON its schema.");
        }
    }

    private Optional<Column> cursor(TableShape shape) {
        Optional<Column> cursor = shape.column(settings.cursorColumn());
        if (cursor.isEmpty()) {
            fault(
                    Subject.CURSOR,
                    "Cannot find column " + settings.cursorColumn() + " in table " + settings.table()
                            + ". Names are case-sensitive.");
        } else if (!cursor.get().notNull()) {
            fault(
                    Subject.CURSOR,
                    "Cannot use column " + settings.cursorColumn()
                            + " as cursor: it may be null, and a row without a position would never be read. "
                            + "Declare it NOT NULL, or choose another column.");
        }
        return cursor;
    }

    private List<Column> keys(TableShape shape) {
        List<String> names = settings.keyColumns().isEmpty() ? shape.primaryKey() : settings.keyColumns();
        if (names.isEmpty()) {
            fault(
                    Subject.KEYS,
                    "Cannot identify rows of table " + settings.table()
                            + ": it has no primary key. Name columns that a unique index covers.");
        }
        List<Column> keys = new ArrayList<>();
        for (String name : names) {
            Optional<Column> column = shape.column(name);
            if (column.isEmpty()) {
                fault(
                        Subject.KEYS,
                        "Cannot find column " + name + " in table " + settings.table() + ". Names are case-sensitive.");
            } else if (!column.get().notNull()) {
                fault(
                        Subject.KEYS,
                        "Cannot use column " + name
                                + " as key: it may be null. Declare it NOT NULL, or choose another.");
            } else {
                keys.add(column.get());
            }
        }
        if (keys.size() == names.size() && !names.isEmpty() && !shape.isUnique(names)) {
            fault(
                    Subject.KEYS,
                    "Cannot identify rows of table " + settings.table() + " by " + String.join(", ", names)
                            + ": no unique index covers them, so rows of one position could be skipped. Create a unique index, or name its columns.");
        }
        return keys;
    }

    private HashedColumns hashed(TableShape shape) {
        HashedColumns wanted = settings.hashedColumns();
        if (wanted.isOpen()) {
            return HashedColumns.of(shape.columns().stream().map(Column::name).toList());
        }
        if (!wanted.lenient()) {
            for (String name : wanted.names()) {
                if (shape.column(name).isEmpty()) {
                    fault(
                            Subject.HASH_COLUMNS,
                            "Cannot find column " + name + " in table " + settings.table()
                                    + ", which the row hash covers. Names are case-sensitive; if the column was dropped, its table must be read anew.");
                }
            }
        }
        return wanted;
    }

    /** Numbers order rows only if they are given out in the order in which transactions began to use them. */
    private void requireOrderedSequence(TableShape shape, Column cursor) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(OWN_SEQUENCE)) {
            statement.setString(1, shape.quoted());
            statement.setString(2, cursor.name());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    fault(
                            Subject.CURSOR,
                            "Cannot use column " + cursor.name()
                                    + " as cursor: it is a number that no sequence of its own fills, so a smaller one may appear later. "
                                    + "Use a serial or identity column, or a timestamp.");
                } else if (row.getLong(1) != 1) {
                    fault(
                            Subject.CURSOR,
                            "Cannot use column " + cursor.name()
                                    + " as cursor: its sequence hands out numbers in blocks (CACHE over 1), so a smaller one may appear later. "
                                    + "Alter the sequence to CACHE 1, or use a timestamp.");
                }
            }
        }
    }

    private boolean horizon(Column cursor, Axis axis) throws SQLException {
        boolean filled = !axis.time()
                || (cursor.defaultExpression() != null
                        && SET_BY_DATABASE.matcher(cursor.defaultExpression()).matches());
        if (settings.bound() == BoundMode.HORIZON && !canSeeTransactions()) {
            fault(
                    Subject.BOUND,
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

    private void fault(Subject subject, String message) {
        faults.add(new Fault(subject, message));
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.jdbc;

import io.affidavit.source.jdbc.Column.Filling;
import io.affidavit.source.settings.TableKeys;
import io.affidavit.source.spi.SourceMeters;
import io.affidavit.source.spi.StoreException;
import io.affidavit.source.table.SafeBound;
import io.affidavit.source.table.TableShape;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A database file of SQLite on the worker's own disk, opened for reading only. */
final class Sqlite implements Dialect {

    private static final String SCHEME = "jdbc:sqlite:";
    private static final String OPEN_READ_ONLY = "1";

    @Override
    public Optional<String> faultOf(String url) {
        String path = pathOf(url);
        return path.startsWith("/") && path.indexOf('?') < 0
                ? Optional.empty()
                : Optional.of(
                        "It must be like jdbc:sqlite:/absolute/path/of/file.db, without parameters. The file is read on the worker's own disk.");
    }

    static String pathOf(String url) {
        return url.substring(SCHEME.length());
    }

    @Override
    public String databaseOf(String url) {
        return String.valueOf(Path.of(pathOf(url)).getFileName());
    }

    @Override
    public String system() {
        return "sqlite";
    }

    @Override
    public boolean hasUsers() {
        return false;
    }

    @Override
    public Connection open(JdbcEndpoint endpoint) throws SQLException, StoreException {
        Properties properties = new Properties();
        properties.setProperty("open_mode", OPEN_READ_ONLY);
        properties.setProperty(
                "busy_timeout", Long.toString(endpoint.connectTimeout().toMillis()));
        Connection connection = Drivers.connect("org.sqlite.JDBC", "sqlite-jdbc.jar", endpoint, properties);
        try {
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public Optional<TableShape<Column>> inspect(Connection session, JdbcSettings settings) throws SQLException {
        return SqliteCatalog.inspect(session, settings);
    }

    @Override
    public long idOf(Connection session, String table) throws SQLException {
        return SqliteCatalog.idOf(session, TableName.parse(table).table());
    }

    @Override
    public boolean keepsReplacedTables() {
        return true;
    }

    @Override
    public Optional<Axis> axis(Connection session, TableShape<Column> shape, Column cursor, JdbcSettings settings)
            throws SQLException {
        if (cursor.binding() == Binding.WHOLE) {
            return Optional.of(new Axis(cursor.name(), Optional.empty(), settings.cursorUnit()));
        }
        if (cursor.binding() != Binding.TEXT || settings.cursorUnit().isPresent()) {
            return Optional.empty();
        }
        return SqliteCatalog.firstText(session, shape, cursor)
                .map(sample -> TimeText.of(sample, settings.zone()))
                .orElse(Optional.of(unwritten(cursor, settings)))
                .map(times -> new Axis(cursor.name(), Optional.of(times), Optional.empty()));
    }

    /** The form of a column without values: the database's own clock's, or what most applications write. */
    private static TimeText unwritten(Column cursor, JdbcSettings settings) {
        return new TimeText(' ', cursor.filling() == Filling.CLOCK ? 0 : 6, "", settings.zone());
    }

    /** Its one writer takes a lock that readers cannot see. */
    @Override
    public boolean canHaveHorizon(Connection session, JdbcSettings settings) {
        return false;
    }

    @Override
    public Optional<String> horizonFault(Connection session, JdbcSettings settings) {
        return Optional.of(
                "Cannot see when the writer of a SQLite database began: readers are not told. Use the bound auto or lag.");
    }

    /** A comparison of rows, which the index answers directly. */
    @Override
    public RowsAfter rowsAfter(List<String> columns) {
        String marks = columns.stream().map(column -> "?").collect(Collectors.joining(", ", "(", ")"));
        return new RowsAfter(
                "(" + String.join(", ", columns) + ") > " + marks,
                IntStream.range(0, columns.size()).boxed().toList());
    }

    @Override
    public String indexHint(Connection session, TablePlan plan) {
        return "";
    }

    @Override
    public Optional<String> indexFault(Connection session, PageQuery query) throws SQLException {
        return SqliteIndexCheck.fault(session, query);
    }

    @Override
    public SafeBound bound(TablePlan plan, PageQuery query, SourceMeters meters) {
        return plan.axis().isNumbered() ? new RowNumberBound(plan, query) : new SqliteClock(plan);
    }

    @Override
    public int fetchSize(int wanted, Connection session) {
        return wanted;
    }

    @Override
    public StoreException failure(SQLException e, String action) {
        return SqliteFailures.of(e, action);
    }

    @Override
    public String keyOf(SQLException e) {
        return TableKeys.URL;
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** The one text that a query gives, if any. */
    static Optional<String> text(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
        }
    }
}

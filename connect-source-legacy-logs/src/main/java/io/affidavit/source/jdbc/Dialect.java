/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.jdbc;

import io.affidavit.source.spi.SourceMeters;
import io.affidavit.source.spi.StoreException;
import io.affidavit.source.table.SafeBound;
import io.affidavit.source.table.TableShape;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What differs between the databases. */
public sealed interface Dialect permits MariaDb, Sqlite {

    /** The dialect of a URL, or empty where there is none. */
    static Optional<Dialect> of(String url) {
        if (url.startsWith("jdbc:mariadb:")) {
            return Optional.of(new MariaDb("mariadb"));
        }
        if (url.startsWith("jdbc:mysql:")) {
            return Optional.of(new MariaDb("mysql"));
        }
        return url.startsWith("jdbc:sqlite:") ? Optional.of(new Sqlite()) : Optional.empty();
    }

    /** Why a URL cannot be used, or empty if it can. */
    Optional<String> faultOf(String url);

    /** The database's name, as far as the URL tells it. */
    String databaseOf(String url);

    /** The name of the system where nothing else names one. */
    String system();

    /** Whether there are users at all. */
    boolean hasUsers();

    /** Opens a session that reads only and commits only when told to. */
    Connection open(JdbcEndpoint endpoint) throws SQLException, StoreException;

    /** Describes a table as it is, or says that there is none. */
    Optional<TableShape<Column>> inspect(Connection session, JdbcSettings settings) throws SQLException;

    /** The number by which {@link #inspect} knows a table, which a replacement changes; 0 where there is none. */
    long idOf(Connection session, String table) throws SQLException;

    /** Whether an open session goes on with the table it found when another has taken its name, and so shows no new row. */
    boolean keepsReplacedTables();

    /** How positions are written in the cursor column; empty where its type cannot be a cursor. */
    Optional<Axis> axis(Connection session, TableShape<Column> shape, Column cursor, JdbcSettings settings)
            throws SQLException;

    /** Whether rows of this table appear no earlier than the oldest open transaction began. */
    boolean canHaveHorizon(Connection session, JdbcSettings settings) throws SQLException;

    /** Why the horizon cannot be seen, or empty if it can. */
    Optional<String> horizonFault(Connection session, JdbcSettings settings) throws SQLException;

    /**
     * The condition for rows after others, in a form that an index answers at any depth.
     *
     * @param columns by which rows are ordered; none is null
     */
    RowsAfter rowsAfter(List<String> columns);

    /** What is to be said to the database behind the table's name, so that it follows the index that serves; or nothing. */
    String indexHint(Connection session, TablePlan plan) throws SQLException;

    /** Why the database would not answer the query from an index, or empty if it would. */
    Optional<String> indexFault(Connection session, PageQuery query) throws SQLException;

    SafeBound bound(TablePlan plan, PageQuery query, SourceMeters meters);

    /** How many rows the driver is asked for at a time. */
    int fetchSize(int wanted, Connection session) throws SQLException;

    StoreException failure(SQLException e, String action);

    /** The key of the configuration that a failure to connect or to look is about. */
    String keyOf(SQLException e);
}

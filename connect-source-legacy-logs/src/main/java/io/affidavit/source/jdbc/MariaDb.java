/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.jdbc;

import io.affidavit.source.settings.TableKeys;
import io.affidavit.source.spi.SourceMeters;
import io.affidavit.source.spi.StoreException;
import io.affidavit.source.table.SafeBound;
import io.affidavit.source.table.SequenceBound;
import io.affidavit.source.table.TableShape;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * MariaDB and MySQL. Their drivers are not bundled, because of their licences.
 *
 * @param system what an event says its row came from, where nothing else names it
 */
record MariaDb(String system) implements Dialect {

    private static final Pattern URL = Pattern.compile("jdbc:(mariadb|mysql):[a-z-]*:?//[^?]+(\\?.*)?");
    private static final List<String> PARAMETERS = List.of(
            "enabledsslprotocolsuites",
            "enabledtlsprotocols",
            "serversslcert",
            "sslmode",
            "tcpkeepalive",
            "tlsversions");

    private static final String ENGINE = """
            SELECT ENGINE = 'InnoDB' AND version() LIKE '%MariaDB%' AND NOT coalesce(CREATE_OPTIONS LIKE '%partitioned%', 0)
              FROM information_schema.TABLES
             WHERE TABLE_SCHEMA = coalesce(?, database()) AND TABLE_NAME = ?""";

    @Override
    public Optional<String> faultOf(String url) {
        return URL.matcher(url).matches()
                ? UrlParameters.faultOf(url, PARAMETERS)
                : Optional.of("It must be like jdbc:mariadb://host:3306/database.");
    }

    @Override
    public String databaseOf(String url) {
        String path = url.split("\\?", 2)[0];
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public boolean hasUsers() {
        return true;
    }

    @Override
    public Connection open(JdbcEndpoint endpoint) throws SQLException, StoreException {
        return MariaDbSession.open(endpoint);
    }

    @Override
    public Optional<TableShape<Column>> inspect(Connection session, JdbcSettings settings) throws SQLException {
        return MariaDbCatalog.inspect(session, settings, idOf(session, settings.table()));
    }

    @Override
    public long idOf(Connection session, String table) throws SQLException {
        return TableNumber.of(session, table);
    }

    private static boolean answer(Connection session, String sql, TableName name) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(sql)) {
            statement.setString(1, name.database().orElse(null));
            statement.setString(2, name.table());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getInt(1) > 0;
            }
        }
    }

    @Override
    public boolean keepsReplacedTables() {
        return false;
    }

    @Override
    public Optional<Axis> axis(Connection session, TableShape<Column> shape, Column cursor, JdbcSettings settings) {
        boolean whole = cursor.binding() == Binding.WHOLE;
        if (cursor.kind() == ValueKind.TIME && settings.cursorUnit().isEmpty()) {
            return Optional.of(new Axis(cursor.name(), Optional.of(cursor.times()), Optional.empty()));
        }
        return whole ? Optional.of(new Axis(cursor.name(), Optional.empty(), settings.cursorUnit())) : Optional.empty();
    }

    @Override
    public boolean canHaveHorizon(Connection session, JdbcSettings settings) throws SQLException {
        return answer(session, ENGINE, TableName.parse(settings.table()));
    }

    @Override
    public Optional<String> horizonFault(Connection session, JdbcSettings settings) throws SQLException {
        if (!canHaveHorizon(session, settings)) {
            return Optional.of(
                    "Cannot see when writers of table " + settings.table()
                            + " began: the horizon needs MariaDB and an unpartitioned InnoDB table. Use the bound auto or lag.");
        }
        return InnoDbHorizon.isVisible(session)
                ? Optional.empty()
                : Optional.of(
                        "Cannot see when other sessions' transactions began: the user has no PROCESS privilege, or the server is a replica. "
                                + "Run: GRANT PROCESS ON *.* TO the user, or use the bound auto or lag.");
    }

    /** Equality first: the server makes one range of each part, while it reads from the start for a row comparison. */
    @Override
    public RowsAfter rowsAfter(List<String> columns) {
        List<String> parts = new ArrayList<>();
        List<Integer> binds = new ArrayList<>();
        for (int last = columns.size() - 1; last >= 0; last--) {
            StringBuilder part = new StringBuilder();
            for (int i = 0; i < last; i++) {
                part.append(columns.get(i)).append(" = ? AND ");
                binds.add(i);
            }
            parts.add(part.append(columns.get(last)).append(" > ?").toString());
            binds.add(last);
        }
        return new RowsAfter(parts.stream().collect(Collectors.joining(") OR (", "(", ")")), binds);
    }

    @Override
    public String indexHint(Connection session, TablePlan plan) throws SQLException {
        return MariaDbCatalog.servingIndex(session, plan)
                .map(index -> " FORCE INDEX (" + quoted(index) + ")")
                .orElse("");
    }

    @Override
    public Optional<String> indexFault(Connection session, PageQuery query) throws SQLException {
        return MariaDbCatalog.indexFault(session, query);
    }

    @Override
    public SafeBound bound(TablePlan plan, PageQuery query, SourceMeters meters) {
        MariaDbClock clock = new MariaDbClock(plan.settings().lag());
        SafeBound time =
                plan.horizon() ? new InnoDbHorizon(clock, plan.settings().lag(), meters::fallback) : clock;
        if (plan.axis().isNumbered()) {
            return new SequenceBound(time, query.greatestSql(), clock::now);
        }
        return session -> plan.axis().positionOfTime(time.find(session));
    }

    /** A size makes the driver of MariaDB stream; that of MySQL streams row by row only. */
    @Override
    public int fetchSize(int wanted, Connection session) throws SQLException {
        return session.getMetaData().getDriverName().contains("MySQL") ? Integer.MIN_VALUE : wanted;
    }

    @Override
    public StoreException failure(SQLException e, String action) {
        return MariaDbFailures.of(e, action);
    }

    @Override
    public String keyOf(SQLException e) {
        return switch (e.getErrorCode()) {
            case MariaDbFailures.ACCESS_DENIED -> TableKeys.USER;
            case MariaDbFailures.SELECT_DENIED, MariaDbFailures.NO_TABLE -> TableKeys.TABLE;
            default -> TableKeys.URL;
        };
    }

    static String quoted(String name) {
        return '`' + name.replace("`", "``") + '`';
    }
}

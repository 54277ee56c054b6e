/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.jdbc.JdbcClientPool;

/**
 * Connections of a JDBC catalog that never run a statement twice.
 *
 * <p>Iceberg's own pool repeats a statement whose connection broke. When that is the compare-and-swap of a commit and only
 * the answer was lost, the second try finds the pointer moved, by the first, and reports a refusal; Iceberg then deletes
 * the manifests of a commit that did happen, and the table cannot be read any more. Here a broken connection is
 * noticed and replaced <em>before</em> a statement is sent; a statement that fails afterwards failed with an unknown
 * result, and says so.
 */
final class OnceOnlyConnections extends JdbcClientPool {

    private static final int SECONDS_TO_ANSWER = 10;

    OnceOnlyConnections(Map<String, String> properties) {
        super(properties.get(CatalogProperties.URI), properties);
    }

    @Override
    public <R> R run(Action<R, Connection, SQLException> action, boolean retry)
            throws SQLException, InterruptedException {
        return super.run(
                connection -> {
                    if (!connection.isValid(SECONDS_TO_ANSWER)) {
                        throw new Stale();
                    }
                    return action.run(connection);
                },
                true);
    }

    /** Only these are repeated, on a new connection. */
    @Override
    protected boolean isConnectionException(Exception exception) {
        return exception instanceof Stale;
    }

    /** The connection was found broken; nothing was sent. */
    private static final class Stale extends SQLTransientConnectionException {

        private static final long serialVersionUID = 1L;

        Stale() {
            super("The catalog's database does not answer", "08003");
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.catalog;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.jdbc.UncheckedSQLException;

/** Opens Iceberg's JDBC catalog on {@link OnceOnlyConnections}. */
final class JdbcCatalogs {

    // Tasks that start together on an empty database create its tables together: who comes second finds them made.
    private static final int ATTEMPTS = 3;

    private JdbcCatalogs() {}

    static JdbcCatalog open(String name, Map<String, String> properties, Configuration hadoop) {
        for (int attempt = 1; ; attempt++) {
            OnceOnlyConnections connections = new OnceOnlyConnections(properties);
            JdbcCatalog catalog = new JdbcCatalog(null, given -> connections, true);
            catalog.setConf(hadoop);
            try {
                catalog.initialize(name, properties);
                return catalog;
            } catch (UncheckedSQLException e) {
                connections.close();
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}

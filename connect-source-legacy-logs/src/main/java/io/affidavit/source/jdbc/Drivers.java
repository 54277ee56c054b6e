/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.jdbc;

import io.affidavit.source.spi.StoreException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;

/** Finds JDBC drivers beside this plugin's classes, bundled ones and those that users drop in. */
final class Drivers {

    private Drivers() {}

    /**
     * Connects without {@code DriverManager}, which other plugins' drivers share.
     *
     * @param jar what to drop in where the class is missing
     */
    static Connection connect(String className, String jar, JdbcEndpoint endpoint, Properties properties)
            throws SQLException, StoreException {
        Connection connection = driver(className, jar, endpoint).connect(endpoint.url(), properties);
        if (connection == null) {
            throw new SQLException("not a URL of this driver", "08001");
        }
        return connection;
    }

    private static Driver driver(String className, String jar, JdbcEndpoint endpoint) throws StoreException {
        try {
            return Class.forName(className, true, Drivers.class.getClassLoader())
                    .asSubclass(Driver.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
            String scheme = endpoint.url().substring(0, endpoint.url().indexOf(':', "jdbc:".length()) + 1);
            throw StoreException.fatal("Cannot load the driver of " + scheme + ": class " + className
                    + " is not there. Put " + jar + " into the plugin's directory on every worker, and restart them.");
        }
    }
}

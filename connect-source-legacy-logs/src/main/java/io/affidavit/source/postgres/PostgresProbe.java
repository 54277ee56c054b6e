/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import io.affidavit.source.config.Fault;
import io.affidavit.source.settings.PostgresKeys;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Tries settings out on the database, as far as that can be done without reading a row. */
public final class PostgresProbe {

    private PostgresProbe() {}

    /** Every fault found; empty if a task could start. */
    public static List<Fault> faults(PgEndpoint endpoint, TableSettings settings) {
        try (Connection connection = PgSession.open(endpoint)) {
            TableResolver.Resolution resolution = TableResolver.resolve(connection, settings);
            Optional<TablePlan> plan = resolution.plan();
            if (plan.isEmpty()) {
                return resolution.faults();
            }
            Optional<String> fault = IndexCheck.fault(connection, plan.get());
            connection.rollback();
            return fault.map(message -> List.of(new Fault(PostgresKeys.CURSOR, message)))
                    .orElse(List.of());
        } catch (SQLException e) {
            return List.of(new Fault(
                    key(SqlFailures.stateOf(e)),
                    SqlFailures.of(e, "check table " + settings.table()).getMessage()));
        }
    }

    private static String key(String state) {
        return switch (state) {
            case "28P01" -> PostgresKeys.PASSWORD;
            case "28000" -> PostgresKeys.USER;
            case "42501", "42P01" -> PostgresKeys.TABLE;
            default -> PostgresKeys.URL;
        };
    }
}

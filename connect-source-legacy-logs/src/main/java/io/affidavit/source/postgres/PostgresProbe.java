/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.postgres;

import io.affidavit.source.postgres.Fault.Subject;
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
            return fault.map(message -> List.of(new Fault(Subject.CURSOR, message)))
                    .orElse(List.of());
        } catch (SQLException e) {
            return List.of(new Fault(
                    subject(SqlFailures.stateOf(e)),
                    SqlFailures.of(e, "check table " + settings.table()).getMessage()));
        }
    }

    private static Subject subject(String state) {
        return switch (state) {
            case "28P01" -> Subject.PASSWORD;
            case "28000" -> Subject.USER;
            case "42501", "42P01" -> Subject.TABLE;
            default -> Subject.URL;
        };
    }
}

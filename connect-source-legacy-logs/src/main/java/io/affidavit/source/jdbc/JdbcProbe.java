/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.jdbc;

import io.affidavit.source.config.Fault;
import io.affidavit.source.settings.TableKeys;
import io.affidavit.source.spi.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Tries settings out on the database, as far as that can be done without keeping a row. */
public final class JdbcProbe {

    private JdbcProbe() {}

    /** Every fault found; empty if a task could start. */
    public static List<Fault> faults(JdbcEndpoint endpoint, JdbcSettings settings) {
        Dialect dialect = Dialect.of(endpoint.url()).orElseThrow();
        try (Connection session = dialect.open(endpoint)) {
            TableResolver.Resolution resolution = TableResolver.resolve(session, dialect, settings);
            Optional<TablePlan> plan = resolution.plan();
            if (plan.isEmpty()) {
                return resolution.faults();
            }
            PageQuery query = PageQuery.of(session, plan.get());
            Optional<String> fault = dialect.indexFault(session, query);
            session.rollback();
            return fault.map(message -> List.of(new Fault(TableKeys.CURSOR, message)))
                    .orElse(List.of());
        } catch (SQLException e) {
            return List.of(new Fault(
                    dialect.keyOf(e),
                    dialect.failure(e, "check table " + settings.table()).getMessage()));
        } catch (StoreException e) {
            return List.of(new Fault(TableKeys.URL, e.getMessage()));
        }
    }
}

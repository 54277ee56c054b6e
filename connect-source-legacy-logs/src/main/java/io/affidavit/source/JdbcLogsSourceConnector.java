/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import io.affidavit.core.config.ConfigKeys;
import io.affidavit.source.config.Fault;
import io.affidavit.source.config.ReadingConfig;
import io.affidavit.source.jdbc.Dialect;
import io.affidavit.source.jdbc.JdbcProbe;
import io.affidavit.source.run.LogsSourceConnector;
import io.affidavit.source.settings.JdbcKeys;
import io.affidavit.source.settings.TableKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.connector.Task;

/**
 * Forwards the rows of a log table of MariaDB, MySQL or SQLite to a topic, oldest first and then as they appear, each
 * exactly once where the worker supports it. Reads only.
 */
public final class JdbcLogsSourceConnector extends LogsSourceConnector {

    @Override
    public Class<? extends Task> taskClass() {
        return JdbcLogsSourceTask.class;
    }

    @Override
    protected ConfigKeys keys() {
        return JdbcKeys.ALL;
    }

    @Override
    public ReadingConfig reading(Map<String, String> properties) {
        return new JdbcLogsSourceConfig(properties);
    }

    @Override
    protected List<Fault> faultsTogether(ReadingConfig reading) {
        JdbcLogsSourceConfig config = (JdbcLogsSourceConfig) reading;
        List<Fault> faults = new ArrayList<>(config.tableFaults());
        String url = config.getString(TableKeys.URL);
        Optional<Dialect> dialect = Dialect.of(url);
        if (dialect.isEmpty()) {
            faults.add(
                    new Fault(
                            TableKeys.URL,
                            "Cannot use the JDBC URL. It must begin with jdbc:mariadb:, jdbc:mysql: or jdbc:sqlite:; PostgreSQL has a connector of its own."));
            return faults;
        }
        dialect.get()
                .faultOf(url)
                .ifPresent(fault -> faults.add(new Fault(TableKeys.URL, "Cannot use the JDBC URL. " + fault)));
        if (dialect.get().hasUsers() && config.getString(TableKeys.USER).isBlank()) {
            faults.add(new Fault(TableKeys.USER, "Cannot connect without a user. Set it."));
        }
        return faults;
    }

    @Override
    protected List<Fault> faultsInStore(ReadingConfig reading) {
        JdbcLogsSourceConfig config = (JdbcLogsSourceConfig) reading;
        return JdbcProbe.faults(config.endpoint(VALIDATION), config.settings(config.hashedColumns()));
    }
}

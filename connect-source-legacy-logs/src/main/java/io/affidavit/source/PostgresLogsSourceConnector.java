/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import io.affidavit.core.config.ConfigKeys;
import io.affidavit.source.config.Fault;
import io.affidavit.source.config.ReadingConfig;
import io.affidavit.source.postgres.PgEndpoint;
import io.affidavit.source.postgres.PostgresProbe;
import io.affidavit.source.run.LogsSourceConnector;
import io.affidavit.source.settings.PostgresKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.connector.Task;

/**
 * Forwards the rows of a PostgreSQL log table to a topic, oldest first and then as they appear, each exactly once where
 * the worker supports it. Reads only: no slot, no trigger, no change to the database.
 */
public final class PostgresLogsSourceConnector extends LogsSourceConnector {

    @Override
    public Class<? extends Task> taskClass() {
        return PostgresLogsSourceTask.class;
    }

    @Override
    protected ConfigKeys keys() {
        return PostgresKeys.ALL;
    }

    @Override
    public ReadingConfig reading(Map<String, String> properties) {
        return new PostgresLogsSourceConfig(properties);
    }

    @Override
    protected List<Fault> faultsTogether(ReadingConfig reading) {
        PostgresLogsSourceConfig config = (PostgresLogsSourceConfig) reading;
        List<Fault> faults = new ArrayList<>(config.tableFaults());
        PgEndpoint.faultOf(config.getString(PostgresKeys.URL))
                .ifPresent(fault -> faults.add(new Fault(PostgresKeys.URL, "Cannot use the JDBC URL. " + fault)));
        return faults;
    }

    @Override
    protected List<Fault> faultsInStore(ReadingConfig reading) {
        PostgresLogsSourceConfig config = (PostgresLogsSourceConfig) reading;
        return PostgresProbe.faults(config.endpoint(VALIDATION), config.tableSettings(config.hashedColumns()));
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import io.affidavit.core.config.ConfigKeys;
import io.affidavit.source.clickhouse.ClickHouseProbe;
import io.affidavit.source.config.Fault;
import io.affidavit.source.config.ReadingConfig;
import io.affidavit.source.http.HttpEndpoint;
import io.affidavit.source.run.LogsSourceConnector;
import io.affidavit.source.settings.ClickHouseKeys;
import io.affidavit.source.settings.HttpKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.connector.Task;

/**
 * Forwards the rows of a ClickHouse table to a topic, oldest first and then as they appear, each exactly once where the
 * worker supports it. Queries that read are all it sends.
 */
public final class ClickHouseLogsSourceConnector extends LogsSourceConnector {

    @Override
    public Class<? extends Task> taskClass() {
        return ClickHouseLogsSourceTask.class;
    }

    @Override
    protected ConfigKeys keys() {
        return ClickHouseKeys.ALL;
    }

    @Override
    public ReadingConfig reading(Map<String, String> properties) {
        return new ClickHouseLogsSourceConfig(properties);
    }

    @Override
    protected List<Fault> faultsTogether(ReadingConfig reading) {
        ClickHouseLogsSourceConfig config = (ClickHouseLogsSourceConfig) reading;
        List<Fault> faults = new ArrayList<>();
        HttpEndpoint.faultOf(config.getString(HttpKeys.URL))
                .ifPresent(fault -> faults.add(new Fault(HttpKeys.URL, "Cannot use the address. " + fault)));
        if (config.table() == null) {
            faults.add(
                    new Fault(ClickHouseKeys.TABLE, "Cannot tell which table to read. Set it, or set source.preset."));
        }
        if (config.cursorColumn() == null) {
            faults.add(new Fault(ClickHouseKeys.CURSOR, "Cannot tell what orders rows. Set it, or set source.preset."));
        }
        return faults;
    }

    @Override
    protected List<Fault> faultsInStore(ReadingConfig reading) {
        ClickHouseLogsSourceConfig config = (ClickHouseLogsSourceConfig) reading;
        return ClickHouseProbe.faults(
                config.endpoint(VALIDATION), config.settings(config.hashedColumns()), config.successors());
    }
}

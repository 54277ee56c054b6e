/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import io.affidavit.source.config.ReadingConfig;
import io.affidavit.source.run.LogsSourceTask;
import java.time.Clock;
import java.util.Map;

/** Reads some lanes of a ClickHouse table; made by {@link ClickHouseLogsSourceConnector}. */
public final class ClickHouseLogsSourceTask extends LogsSourceTask {

    public ClickHouseLogsSourceTask() {
        super(Clock.systemUTC());
    }

    @Override
    protected ReadingConfig config(Map<String, String> props) {
        return new ClickHouseLogsSourceConfig(props);
    }
}

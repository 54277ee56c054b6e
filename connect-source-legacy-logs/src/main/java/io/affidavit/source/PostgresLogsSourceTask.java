/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import io.affidavit.source.config.ReadingConfig;
import io.affidavit.source.run.LogsSourceTask;
import java.time.Clock;
import java.util.Map;

/** Reads some lanes of a PostgreSQL table; made by {@link PostgresLogsSourceConnector}. */
public final class PostgresLogsSourceTask extends LogsSourceTask {

    public PostgresLogsSourceTask() {
        super(Clock.systemUTC());
    }

    @Override
    protected ReadingConfig config(Map<String, String> props) {
        return new PostgresLogsSourceConfig(props);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake;

import io.affidavit.source.config.ReadingConfig;
import io.affidavit.source.run.LogsSourceTask;
import java.time.Clock;
import java.util.Map;

/** Reads some lanes; made by {@link IcebergLogsSourceConnector}. */
public final class IcebergLogsSourceTask extends LogsSourceTask {

    public IcebergLogsSourceTask() {
        super(Clock.systemUTC());
    }

    @Override
    protected ReadingConfig config(Map<String, String> props) {
        return new IcebergLogsSourceConfig(props);
    }
}

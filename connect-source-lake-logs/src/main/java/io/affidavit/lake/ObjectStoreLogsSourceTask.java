/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake;

import io.affidavit.source.config.ReadingConfig;
import io.affidavit.source.run.LogsSourceTask;
import java.time.Clock;
import java.util.Map;

/** Reads some lanes; made by {@link ObjectStoreLogsSourceConnector}. */
public final class ObjectStoreLogsSourceTask extends LogsSourceTask {

    public ObjectStoreLogsSourceTask() {
        super(Clock.systemUTC());
    }

    @Override
    protected ReadingConfig config(Map<String, String> props) {
        return new ObjectStoreLogsSourceConfig(props);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake;

import io.affidavit.core.config.ConfigKeys;
import io.affidavit.lake.object.ObjectProbe;
import io.affidavit.lake.settings.ObjectStoreKeys;
import io.affidavit.lake.settings.S3Keys;
import io.affidavit.lake.store.ObjectStore;
import io.affidavit.source.config.Fault;
import io.affidavit.source.config.ReadingConfig;
import io.affidavit.source.run.LogsSourceConnector;
import io.affidavit.source.spi.SourceMeters;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.connector.Task;

/**
 * Forwards the rows of objects in S3, or in what speaks its protocol, or of files in a directory to a topic, oldest first and
 * then as objects appear, each exactly once where the worker supports it. Reads only.
 */
public final class ObjectStoreLogsSourceConnector extends LogsSourceConnector {

    @Override
    public Class<? extends Task> taskClass() {
        return ObjectStoreLogsSourceTask.class;
    }

    @Override
    protected ConfigKeys keys() {
        return ObjectStoreKeys.ALL;
    }

    @Override
    public ReadingConfig reading(Map<String, String> properties) {
        return new ObjectStoreLogsSourceConfig(properties);
    }

    @Override
    protected List<Fault> faultsTogether(ReadingConfig reading) {
        ObjectStoreLogsSourceConfig config = (ObjectStoreLogsSourceConfig) reading;
        boolean key = config.getString(S3Keys.ACCESS_KEY).isEmpty();
        boolean secret = config.getPassword(S3Keys.SECRET_KEY).value().isEmpty();
        return key == secret
                ? List.of()
                : List.of(
                        new Fault(
                                key ? S3Keys.ACCESS_KEY : S3Keys.SECRET_KEY,
                                "Cannot sign requests: access key and secret go together. Set both, or neither to let the AWS SDK find credentials."));
    }

    @Override
    protected List<Fault> faultsInStore(ReadingConfig reading) {
        ObjectStoreLogsSourceConfig config = (ObjectStoreLogsSourceConfig) reading;
        try (ObjectStore store = config.store()) {
            return ObjectProbe.faults(store, config.layout(store, SourceMeters.none()), config.format());
        } catch (RuntimeException e) {
            return List.of(new Fault(
                    ObjectStoreKeys.LOCATION,
                    "Cannot make a client of the store (" + e.getClass().getSimpleName()
                            + "). Check endpoint, region and credentials."));
        }
    }
}

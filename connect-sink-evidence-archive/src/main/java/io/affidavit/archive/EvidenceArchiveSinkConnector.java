/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import io.affidavit.archive.config.ArchiveKeys;
import io.affidavit.archive.config.ArchiveValidation;
import io.affidavit.core.plugin.AffidavitVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/**
 * Archives governed records in Iceberg tables, partitioned by retention class, custody and day, exactly once, with a signed
 * statement for every commit. Source offsets live in the table itself: there is no control topic and no coordinator.
 */
public final class EvidenceArchiveSinkConnector extends SinkConnector {

    private Map<String, String> properties = Map.of();

    /** Connect creates it by name. */
    public EvidenceArchiveSinkConnector() {}

    @Override
    public String version() {
        return AffidavitVersion.current();
    }

    @Override
    public ConfigDef config() {
        return ArchiveKeys.ALL.toConfigDef();
    }

    @Override
    public Config validate(Map<String, String> configured) {
        Config config = super.validate(configured);
        return ArchiveValidation.of(configured, config.configValues());
    }

    @Override
    public void start(Map<String, String> configured) {
        this.properties = Map.copyOf(configured);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return EvidenceArchiveSinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return IntStream.range(0, maxTasks)
                .mapToObj(task -> {
                    Map<String, String> config = new HashMap<>(properties);
                    config.put(EvidenceArchiveSinkConfig.TASK, Integer.toString(task));
                    return config;
                })
                .toList();
    }

    @Override
    public void stop() {
        // Nothing runs in the connector itself.
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import io.affidavit.archive.config.KeeperKeys;
import io.affidavit.archive.config.KeeperValidation;
import io.affidavit.core.plugin.AffidavitVersion;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;

/**
 * Keeps the tables of an archive: expires records whose retention is over and that no hold is about, and forwards the signed
 * statements of the tables to a topic. One task does it all; Connect schedules it and moves it to another worker when one
 * fails. What it knows is in the tables and in its source offsets.
 */
public final class EvidenceKeeperConnector extends SourceConnector {

    private Map<String, String> properties = Map.of();

    /** Connect creates it by name. */
    public EvidenceKeeperConnector() {}

    @Override
    public String version() {
        return AffidavitVersion.current();
    }

    @Override
    public ConfigDef config() {
        return KeeperKeys.ALL.toConfigDef();
    }

    @Override
    public Config validate(Map<String, String> configured) {
        return KeeperValidation.of(configured, super.validate(configured).configValues());
    }

    @Override
    public void start(Map<String, String> configured) {
        properties = Map.copyOf(configured);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return EvidenceKeeperTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return List.of(properties);
    }

    /** Each statement comes with its own offset, so a worker with exactly-once support repeats none. */
    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> configured) {
        return ExactlyOnceSupport.SUPPORTED;
    }

    @Override
    public void stop() {
        // Nothing runs in the connector itself.
    }
}

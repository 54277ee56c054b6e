/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import io.affidavit.archive.config.ReplayKeys;
import io.affidavit.archive.config.ReplayValidation;
import io.affidavit.core.plugin.AffidavitVersion;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;

/**
 * Replays archived records to a topic, in the order of their offsets, under a grant that one person asked for and another one
 * approved. Without a valid grant, or over its budget, it emits nothing.
 */
public final class EvidenceReplaySourceConnector extends SourceConnector {

    private final Clock clock;
    private Map<String, String> properties = Map.of();

    /** Connect creates it by name. */
    public EvidenceReplaySourceConnector() {
        this(Clock.systemUTC());
    }

    EvidenceReplaySourceConnector(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String version() {
        return AffidavitVersion.current();
    }

    @Override
    public ConfigDef config() {
        return ReplayKeys.ALL.toConfigDef();
    }

    @Override
    public Config validate(Map<String, String> configured) {
        return ReplayValidation.of(configured, super.validate(configured).configValues(), clock);
    }

    @Override
    public void start(Map<String, String> configured) {
        properties = Map.copyOf(configured);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return EvidenceReplaySourceTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return List.of(properties);
    }

    /** Each record comes with its own offset, so a worker with exactly-once support repeats none. */
    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> configured) {
        return ExactlyOnceSupport.SUPPORTED;
    }

    /** Refuses: the offsets say how much of the grant is used. */
    @Override
    public boolean alterOffsets(Map<String, String> configured, Map<Map<String, ?>, Map<String, ?>> offsets) {
        throw new ConnectException(
                "Cannot change offsets of a replay: they say how much of its grant is used. To replay"
                        + " again, ask for another grant");
    }

    @Override
    public void stop() {
        // Nothing runs in the connector itself.
    }
}

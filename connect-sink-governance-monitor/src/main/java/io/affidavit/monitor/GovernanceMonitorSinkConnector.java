/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor;

import io.affidavit.core.plugin.AffidavitVersion;
import io.affidavit.monitor.broker.Answers;
import io.affidavit.monitor.broker.Clients;
import io.affidavit.monitor.broker.Topics;
import io.affidavit.monitor.checkpoint.TopicChecks;
import io.affidavit.monitor.config.MonitorKeys;
import io.affidavit.monitor.config.MonitorValidation;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkConnector;

/**
 * Watches a governed stream with the monitors of a policy, and raises incidents while the system still acts. State and next
 * offset of each partition are committed in one transaction with what was found, so that a crash, a rebalance or a worker that
 * wakes up too late neither loses nor repeats a finding.
 */
public final class GovernanceMonitorSinkConnector extends SinkConnector {

    private Map<String, String> properties = Map.of();

    /** Connect creates it by name. */
    public GovernanceMonitorSinkConnector() {}

    @Override
    public String version() {
        return AffidavitVersion.current();
    }

    @Override
    public ConfigDef config() {
        return MonitorKeys.ALL.toConfigDef();
    }

    @Override
    public Config validate(Map<String, String> configured) {
        Config config = super.validate(configured);
        return MonitorValidation.of(configured, config.configValues());
    }

    @Override
    public void start(Map<String, String> configured) {
        this.properties = Map.copyOf(configured);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return GovernanceMonitorSinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return Collections.nCopies(maxTasks, properties);
    }

    /**
     * Moves the monitor's own checkpoints, because tasks begin where those stand; the state begins anew there.
     *
     * @throws ConnectException when the checkpoints could not follow; offsets stay as they were
     */
    @Override
    public boolean alterOffsets(Map<String, String> configured, Map<TopicPartition, Long> offsets) {
        GovernanceMonitorSinkConfig config = new GovernanceMonitorSinkConfig(configured);
        Clients clients = config.clients();
        return Answers.needed("move offsets", "Check " + MonitorKeys.SERVERS + ", and try again.", () -> {
            TopicChecks.prepare(clients, config.topicsByKey(), config.topics().checkpoints(), config.createsTopics());
            try (Topics topics = new Topics(clients)) {
                config.checkpoints(clients, topics).move(offsets);
            }
            return true;
        });
    }

    @Override
    public void stop() {
        // Nothing runs in the connector itself.
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor;

import io.affidavit.core.plugin.AffidavitVersion;
import io.affidavit.monitor.broker.Answers;
import io.affidavit.monitor.gate.GateKeys;
import io.affidavit.monitor.gate.GateParts;
import io.affidavit.monitor.gate.GateValidation;
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
 * Turns the verdicts of {@code EnforcePolicy} into topics, exactly once: what passes, what is kept back, and what people must
 * see. Releases what was kept back when a person decides so.
 */
public final class PolicyGateSinkConnector extends SinkConnector {

    private Map<String, String> properties = Map.of();

    /** Connect creates it by name. */
    public PolicyGateSinkConnector() {}

    @Override
    public String version() {
        return AffidavitVersion.current();
    }

    @Override
    public ConfigDef config() {
        return GateKeys.ALL.toConfigDef();
    }

    @Override
    public Config validate(Map<String, String> configured) {
        return GateValidation.of(configured, super.validate(configured).configValues());
    }

    @Override
    public void start(Map<String, String> configured) {
        properties = Map.copyOf(configured);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return PolicyGateSinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return Collections.nCopies(maxTasks, properties);
    }

    /**
     * Moves the gate's own checkpoints, because tasks begin where those stand.
     *
     * @throws ConnectException when they could not be moved; offsets stay as they were
     */
    @Override
    public boolean alterOffsets(Map<String, String> configured, Map<TopicPartition, Long> offsets) {
        PolicyGateSinkConfig config = new PolicyGateSinkConfig(configured);
        return Answers.needed("move offsets", "Check " + GateKeys.SERVERS + ", and try again.", () -> {
            GateParts.move(config.settings(), config.clients(), offsets);
            return true;
        });
    }

    @Override
    public void stop() {
        // Nothing runs in the connector itself.
    }
}

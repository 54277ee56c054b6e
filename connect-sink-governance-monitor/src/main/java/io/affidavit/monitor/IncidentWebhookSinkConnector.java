/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor;

import io.affidavit.core.plugin.AffidavitVersion;
import io.affidavit.monitor.webhook.WebhookKeys;
import io.affidavit.monitor.webhook.WebhookValidation;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/**
 * Tells people of incidents: sends each that opens, changes its severity or resolves to Slack, PagerDuty, Alertmanager or any
 * receiver of JSON, at least once and with an idempotency key.
 */
public final class IncidentWebhookSinkConnector extends SinkConnector {

    private Map<String, String> properties = Map.of();

    /** Connect creates it by name. */
    public IncidentWebhookSinkConnector() {}

    @Override
    public String version() {
        return AffidavitVersion.current();
    }

    @Override
    public ConfigDef config() {
        return WebhookKeys.ALL.toConfigDef();
    }

    @Override
    public Config validate(Map<String, String> configured) {
        return WebhookValidation.of(configured, super.validate(configured).configValues());
    }

    @Override
    public void start(Map<String, String> configured) {
        properties = Map.copyOf(configured);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return IncidentWebhookSinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return Collections.nCopies(maxTasks, properties);
    }

    /** Offsets are Connect's own. */
    @Override
    public boolean alterOffsets(Map<String, String> configured, Map<TopicPartition, Long> offsets) {
        return true;
    }

    @Override
    public void stop() {
        // Nothing runs in the connector itself.
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor;

import io.affidavit.core.metrics.Meters;
import io.affidavit.monitor.webhook.WebhookKeys;
import io.affidavit.monitor.webhook.WebhookParts;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;

/** Typed view of the configuration of {@link IncidentWebhookSinkConnector}. */
public final class IncidentWebhookSinkConfig extends AbstractConfig {

    private static final String DEAD_LETTERS = "errors.deadletterqueue.topic.name";

    private final boolean deadLetters;

    public IncidentWebhookSinkConfig(Map<String, String> properties) {
        super(WebhookKeys.ALL.toConfigDef(), properties, false);
        // without a topic Connect has a reporter all the same, which only writes a log
        this.deadLetters = !properties.getOrDefault(DEAD_LETTERS, "").isBlank();
    }

    /** Whether what nobody takes goes to a dead letter topic. */
    public boolean hasDeadLetters() {
        return deadLetters;
    }

    WebhookParts parts(Meters meters, InstantSource clock) {
        return WebhookParts.of(this, meters, clock);
    }
}

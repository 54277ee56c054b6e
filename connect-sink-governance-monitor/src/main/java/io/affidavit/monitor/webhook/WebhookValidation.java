/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.webhook;

import io.affidavit.core.config.UnknownKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.types.Password;

/** The checks of a webhook's configuration that a single key cannot make. None repeats a secret. */
public final class WebhookValidation {

    private static final String RESET = "consumer.override.auto.offset.reset";
    private static final String ISOLATION = "consumer.override.isolation.level";
    private static final String TOLERANCE = "errors.tolerance";
    private static final String DEAD_LETTERS = "errors.deadletterqueue.topic.name";

    private final Map<String, String> configured;
    private final Map<String, ConfigValue> values = new LinkedHashMap<>();

    private WebhookValidation(Map<String, String> configured, List<ConfigValue> checked) {
        this.configured = configured;
        checked.forEach(value -> values.put(value.name(), value));
    }

    /** @param checked what the single keys' validators found */
    public static Config of(Map<String, String> configured, List<ConfigValue> checked) {
        WebhookValidation validation = new WebhookValidation(configured, checked);
        validation.check();
        return new Config(new ArrayList<>(validation.values.values()));
    }

    private void check() {
        UnknownKeys.check(configured, WebhookKeys.ALL, values, List.of("webhook."), List.of());
        Receiver.faults(
                        Objects.toString(value(WebhookKeys.FORMAT), ""),
                        secret(WebhookKeys.URL),
                        Boolean.TRUE.equals(value(WebhookKeys.ALLOW_HTTP)),
                        secret(WebhookKeys.ROUTING_KEY),
                        (String) value(WebhookKeys.TEMPLATE))
                .forEach(this::error);
        if (value(WebhookKeys.AUTHORITIES) == null || value(WebhookKeys.AUTHORITIES) instanceof String) {
            Receiver.trustFaults(
                            Objects.toString(value(WebhookKeys.FORMAT), ""),
                            secret(WebhookKeys.URL),
                            (String) value(WebhookKeys.AUTHORITIES),
                            secret(WebhookKeys.AUTHORITIES_PASSWORD))
                    .forEach(this::error);
        }
        String reset = configured.get(RESET);
        if (reset != null && !reset.equals("earliest")) {
            error(RESET, "Incidents would be passed over. Set " + RESET + "=earliest, or remove it.");
        }
        if (!"read_committed".equals(configured.get(ISOLATION))) {
            error(
                    ISOLATION,
                    "People would be told of incidents that were never committed. Set " + ISOLATION
                            + "=read_committed.");
        }
        boolean tolerant = "all".equals(configured.get(TOLERANCE));
        boolean letters = !configured.getOrDefault(DEAD_LETTERS, "").isBlank();
        if (tolerant != letters) {
            error(
                    tolerant ? DEAD_LETTERS : TOLERANCE,
                    "An incident that nobody takes would vanish, or fail the task all the same. Set " + TOLERANCE
                            + "=all and " + DEAD_LETTERS + " both, or neither.");
        }
    }

    private String secret(String key) {
        return value(key) instanceof Password password ? password.value() : null;
    }

    private Object value(String key) {
        ConfigValue value = values.get(key);
        return value == null ? null : value.value();
    }

    private void error(String key, String message) {
        values.computeIfAbsent(key, ConfigValue::new).addErrorMessage(message);
    }
}

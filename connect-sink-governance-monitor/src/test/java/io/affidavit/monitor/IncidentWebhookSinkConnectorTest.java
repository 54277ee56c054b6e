/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IncidentWebhookSinkConnectorTest {

    private final IncidentWebhookSinkConnector connector = new IncidentWebhookSinkConnector();

    private static Map<String, String> sound() {
        Map<String, String> config = new HashMap<>();
        config.put("webhook.format", "slack");
        config.put("webhook.url", "https://hooks.example.com/services/canary");
        config.put("consumer.override.isolation.level", "read_committed");
        return config;
    }

    static Stream<Arguments> soundOnes() {
        return Stream.of(
                Arguments.argumentSet("slack", Map.of()),
                Arguments.argumentSet(
                        "a receiver next door",
                        Map.of("webhook.url", "http://localhost:1", "webhook.allow.http", "true")),
                Arguments.argumentSet(
                        "a template",
                        Map.of(
                                "webhook.format",
                                "template",
                                "webhook.template",
                                "{\"a\":\"{{message}}\",\"b\":{{statistics}}}")),
                Arguments.argumentSet(
                        "dead letters",
                        Map.of("errors.tolerance", "all", "errors.deadletterqueue.topic.name", "dead")));
    }

    @ParameterizedTest
    @MethodSource("soundOnes")
    void takesASoundConfiguration(Map<String, String> more) {
        Map<String, String> config = sound();
        config.putAll(more);

        assertThat(faults(config)).isEmpty();
    }

    @Test
    void knowsWherePagerDutyIs() {
        Map<String, String> config = sound();
        config.remove("webhook.url");
        config.put("webhook.format", "pagerduty");
        config.put("webhook.routing.key", "canary");

        assertThat(faults(config)).isEmpty();
    }

    static Stream<Arguments> faulty() {
        return Stream.of(
                Arguments.argumentSet("no URL", Map.of("webhook.url", ""), "webhook.url"),
                Arguments.argumentSet("no web address", Map.of("webhook.url", "ftp://canary"), "webhook.url"),
                Arguments.argumentSet("nonsense", Map.of("webhook.url", "https://can ary"), "webhook.url"),
                Arguments.argumentSet("plain HTTP", Map.of("webhook.url", "http://canary.example.com"), "webhook.url"),
                Arguments.argumentSet(
                        "no file of authorities",
                        Map.of("webhook.tls.authorities", "/nowhere/canary.pem"),
                        "webhook.tls.authorities"),
                Arguments.argumentSet(
                        "authorities without certificates",
                        Map.of("webhook.tls.authorities", "pom.xml"),
                        "webhook.tls.authorities"),
                Arguments.argumentSet(
                        "authorities over plain HTTP",
                        Map.of(
                                "webhook.url",
                                "http://canary.example.com",
                                "webhook.allow.http",
                                "true",
                                "webhook.tls.authorities",
                                "pom.xml"),
                        "webhook.tls.authorities"),
                Arguments.argumentSet(
                        "a password without a file",
                        Map.of("webhook.tls.authorities.password", "canary"),
                        "webhook.tls.authorities.password"),
                Arguments.argumentSet("no key", Map.of("webhook.format", "pagerduty"), "webhook.routing.key"),
                Arguments.argumentSet("no template", Map.of("webhook.format", "template"), "webhook.template"),
                Arguments.argumentSet(
                        "a template that is no JSON",
                        Map.of("webhook.format", "template", "webhook.template", "{canary {{id}}"),
                        "webhook.template"),
                Arguments.argumentSet(
                        "a place that does not end",
                        Map.of("webhook.format", "template", "webhook.template", "{\"a\":\"{{id\"}"),
                        "webhook.template"),
                Arguments.argumentSet("no format", Map.of("webhook.format", "mail"), "webhook.format"),
                Arguments.argumentSet("a misspelt key", Map.of("webhook.retries", "3"), "webhook.retries"),
                Arguments.argumentSet(
                        "half a dead letter topic",
                        Map.of("errors.tolerance", "all"),
                        "errors.deadletterqueue.topic.name"),
                Arguments.argumentSet(
                        "a reset to the end",
                        Map.of("consumer.override.auto.offset.reset", "latest"),
                        "consumer.override.auto.offset.reset"));
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void refusesAtTheKeyThatCanMendItAndRepeatsNoSecret(Map<String, String> more, String at) {
        // Given
        Map<String, String> config = sound();
        config.putAll(more);

        // When
        Map<String, List<String>> faults = faults(config);

        // Then
        assertThat(faults).containsKey(at);
        assertThat(faults.toString()).doesNotContain("canary");
    }

    @Test
    void keepsSecretsAsSecrets() {
        assertThat(connector.config().configKeys().values())
                .filteredOn(key -> key.type == ConfigDef.Type.PASSWORD)
                .extracting(key -> key.name)
                .containsExactlyInAnyOrder(
                        "webhook.url",
                        "webhook.authorization",
                        "webhook.routing.key",
                        "webhook.tls.authorities.password");
    }

    private Map<String, List<String>> faults(Map<String, String> config) {
        return connector.validate(config).configValues().stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }
}

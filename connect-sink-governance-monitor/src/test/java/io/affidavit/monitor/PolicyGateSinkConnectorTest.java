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
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyGateSinkConnectorTest {

    private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";

    private final PolicyGateSinkConnector connector = new PolicyGateSinkConnector();

    static Map<String, String> sound() {
        Map<String, String> config = new HashMap<>();
        config.put("name", "gate");
        config.put("topics", "ai.events,ai.decisions");
        config.put("gate.bootstrap.servers", "localhost:9092");
        config.put("gate.allowed.topic", "ai.allowed");
        config.put("gate.quarantine.topic", "ai.quarantine");
        config.put("gate.escalate.topic", "ai.review");
        config.put("gate.decisions.topic", "ai.decisions");
        config.put("gate.client.security.protocol", "PLAINTEXT");
        config.put("consumer.override.isolation.level", "read_committed");
        config.put("key.converter", BYTES);
        config.put("value.converter", BYTES);
        config.put("header.converter", BYTES);
        config.put("transforms", "mask, policy");
        config.put("transforms.mask.type", "io.affidavit.smt.ClassifyFields");
        config.put("transforms.policy.type", "io.affidavit.smt.EnforcePolicy");
        config.put("transforms.policy.on.reject.sink", "pass");
        return config;
    }

    @Test
    void takesASoundConfiguration() {
        assertThat(faults(sound())).isEmpty();
    }

    static Stream<Arguments> faulty() {
        return Stream.of(
                faulty("no brokers", "gate.bootstrap.servers", null, "gate.bootstrap.servers"),
                faulty("no allowed topic", "gate.allowed.topic", null, "gate.allowed.topic"),
                faulty("no topic name", "gate.escalate.topic", "a b", "gate.escalate.topic"),
                faulty("a misspelt key", "gate.alowed.topic", "x", "gate.alowed.topic"),
                faulty("values that are parsed", "value.converter", "x.JsonConverter", "value.converter"),
                faulty("the worker's converters", "key.converter", null, "key.converter"),
                faulty("headers that are parsed", "header.converter", null, "header.converter"),
                faulty(
                        "uncommitted input",
                        "consumer.override.isolation.level",
                        null,
                        "consumer.override.isolation.level"),
                faulty(
                        "a reset to the end",
                        "consumer.override.auto.offset.reset",
                        "latest",
                        "consumer.override.auto.offset.reset"),
                faulty("records dropped in silence", "errors.tolerance", "all", "errors.tolerance"),
                faulty("one topic for two", "gate.escalate.topic", "ai.quarantine", "gate.escalate.topic"),
                faulty(
                        "an output that is an input",
                        "topics",
                        "ai.events,ai.decisions,ai.review",
                        "gate.escalate.topic"),
                faulty("decisions that nobody reads", "topics", "ai.events", "gate.decisions.topic"),
                faulty("no judge", "transforms", "mask", "gate.verdicts"),
                faulty(
                        "a judge that changes what it rejects",
                        "transforms.policy.on.reject.sink",
                        "route",
                        "transforms.policy.on.reject.sink"),
                faulty(
                        "a judge that sees some records only",
                        "transforms.policy.predicate",
                        "some",
                        "transforms.policy.predicate"),
                faulty("too small a buffer", "gate.buffer.bytes", "1000", "gate.buffer.bytes"));
    }

    private static Arguments faulty(String name, String key, String value, String at) {
        return Arguments.argumentSet(name, key, value, at);
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void refusesAtTheKeyThatCanMendIt(String key, String value, String at) {
        // Given
        Map<String, String> config = sound();
        if (value == null) {
            config.remove(key);
        } else {
            config.put(key, value);
        }

        // When
        Map<String, List<String>> faults = faults(config);

        // Then
        assertThat(faults).containsOnlyKeys(at);
        assertThat(faults.get(at))
                .allMatch(message -> message.matches("(?s).*[.?]") || message.contains("no default value"));
    }

    @Test
    void refusesOutputsThatAPatternReads() {
        Map<String, String> config = sound();
        config.remove("topics");
        config.put("topics.regex", "ai\\..*");

        assertThat(faults(config))
                .containsOnlyKeys("gate.allowed.topic", "gate.quarantine.topic", "gate.escalate.topic");
    }

    @Test
    void takesVerdictsOfRecordsWhereAsked() {
        Map<String, String> config = sound();
        config.remove("transforms");
        config.put("gate.verdicts", "record");

        assertThat(faults(config)).isEmpty();
    }

    @Test
    void givesEveryTaskTheWholeConfiguration() {
        connector.start(sound());

        assertThat(connector.taskConfigs(3)).hasSize(3).containsOnly(sound());
        assertThat(connector.taskClass()).isEqualTo(PolicyGateSinkTask.class);
    }

    private Map<String, List<String>> faults(Map<String, String> config) {
        return connector.validate(config).configValues().stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.affidavit.core.plugin.AffidavitVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GovernanceMonitorSinkConnectorTest {

    private static final String POLICY = "id: p\nversion: 1\nmonitors:\n  - {id: r, detector: rate}\n";

    private final GovernanceMonitorSinkConnector connector = new GovernanceMonitorSinkConnector();

    private static Map<String, String> config() {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("name", "m");
        config.put("connector.class", GovernanceMonitorSinkConnector.class.getName());
        config.put("topics", "ai.events");
        config.put("consumer.override.isolation.level", "read_committed");
        config.put("monitor.policy", POLICY);
        config.put("monitor.bootstrap.servers", "127.0.0.1:1");
        return config;
    }

    private Map<String, List<String>> errors(Map<String, String> config) {
        Map<String, List<String>> errors = new LinkedHashMap<>();
        for (ConfigValue value : connector.validate(config).configValues()) {
            if (!value.errorMessages().isEmpty()) {
                errors.put(value.name(), value.errorMessages());
            }
        }
        return errors;
    }

    static Stream<Arguments> faulty() {
        return Stream.of(
                argumentSet(
                        "uncommitted reads",
                        "consumer.override.isolation.level",
                        "read_uncommitted",
                        "consumer.override.isolation.level",
                        "Records of aborted transactions"),
                argumentSet(
                        "reset to the end",
                        "consumer.override.auto.offset.reset",
                        "latest",
                        "consumer.override.auto.offset.reset",
                        "passed over"),
                argumentSet("misspelt key", "monitor.polcy", "x", "monitor.polcy", "Did you mean monitor.policy?"),
                argumentSet(
                        "no monitors",
                        "monitor.policy",
                        "id: p\nversion: 1\n",
                        "monitor.policy",
                        "the policy has no monitors"),
                argumentSet(
                        "faulty monitor",
                        "monitor.policy",
                        POLICY.replace("rate", "psi"),
                        "monitor.policy",
                        "line 4, monitors[0]: this detector needs the input value"),
                argumentSet(
                        "hours that never begin",
                        "monitor.policy",
                        POLICY.replace("rate}", "hours, parameters: {from: 9, to: 9}}"),
                        "monitor.policy",
                        "Cannot use monitor r: the first hour of work must be before the last"),
                argumentSet(
                        "unknown profile",
                        "monitor.policy",
                        POLICY.replace(
                                "rate}",
                                "impact-ratio, inputs: {value: a, group: b}, favourable: [x], groups: [y], profile: z}"),
                        "monitor.policy",
                        "its profile is unknown. Known are four-fifths, nyc-ll144, early"),
                argumentSet(
                        "no such file",
                        "monitor.policy",
                        "/nowhere/p.yml",
                        "monitor.policy",
                        "Cannot read policy file"),
                argumentSet(
                        "two topics in one",
                        "monitor.incidents.topic",
                        "gov.monitor.checkpoints",
                        "monitor.checkpoint.topic",
                        "the same topic as monitor.incidents.topic"),
                argumentSet(
                        "its own input",
                        "monitor.metrics.topic",
                        "ai.events",
                        "monitor.metrics.topic",
                        "would read what it writes"),
                argumentSet(
                        "time field with a wildcard",
                        "monitor.time.field",
                        "a.*",
                        "monitor.time.field",
                        "a path without"),
                argumentSet(
                        "no duration", "monitor.allowed.lateness", "soon", "monitor.allowed.lateness", "a positive"),
                argumentSet("short hash key", "monitor.hash.key", "c2hvcnQ=", "monitor.hash.key", "Base64 of at least"),
                argumentSet(
                        "no such source",
                        "monitor.policy.source",
                        "file",
                        "monitor.policy.source",
                        "one of document, topic"),
                argumentSet(
                        "a document that is not read",
                        "monitor.policy.source",
                        "topic",
                        "monitor.policy",
                        "It is not read where monitor.policy.source is topic"),
                argumentSet(
                        "an id that is not read",
                        "monitor.policy.id",
                        "p",
                        "monitor.policy.id",
                        "It is not read where monitor.policy.source is document"),
                argumentSet(
                        "no brokers", "monitor.allow.uncommitted", "true", "monitor.bootstrap.servers", "Cannot ask"));
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void refusesAtTheKeyThatCanMendIt(String key, String value, String at, String error) {
        Map<String, String> config = config();
        config.put(key, value);

        Map<String, List<String>> errors = errors(config);

        assertThat(errors).containsOnlyKeys(at);
        assertThat(errors.get(at)).singleElement().asString().contains(error);
    }

    @Test
    void asksForWhatHasNoDefault() {
        assertThat(errors(Map.of())).containsKeys("monitor.policy", "monitor.bootstrap.servers");
    }

    @Test
    void refusesAPolicyTopicThatIsItsInput() {
        Map<String, String> config = config();
        config.remove("monitor.policy");
        config.put("monitor.policy.source", "topic");
        config.put("monitor.policy.id", "p");
        config.put("monitor.policy.topic", "ai.events");

        assertThat(errors(config)).containsOnlyKeys("monitor.policy.topic");
    }

    @Test
    void givesEveryTaskTheSame() {
        connector.start(config());

        assertThat(connector.taskConfigs(3)).hasSize(3).containsOnly(config());
        assertThat(connector.taskClass()).isEqualTo(GovernanceMonitorSinkTask.class);
        assertThat(connector.version()).isEqualTo(AffidavitVersion.current());
    }

    @Test
    void takesTheExample() throws IOException {
        Map<String, String> config = config();
        config.put(
                "monitor.policy",
                Path.of("../examples/policies/monitors.yml").toRealPath().toString());

        assertThat(new GovernanceMonitorSinkConfig(config)
                        .policies(Clock.systemUTC())
                        .timeline()
                        .at(0)
                        .monitors())
                .isEqualTo(10);
    }

    @Test
    void repeatsNoSecretAndNoPolicyWhereItRefuses() {
        Map<String, String> config = config();
        config.put("monitor.policy", "id: hunter2 x\nversion: 1\n");

        assertThatThrownBy(() -> new GovernanceMonitorSinkConfig(config).policies(Clock.systemUTC()))
                .isInstanceOf(ConfigException.class)
                .hasNoCause()
                .hasMessageNotContaining("hunter2");
    }
}

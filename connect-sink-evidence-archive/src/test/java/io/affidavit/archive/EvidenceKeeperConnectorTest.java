/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.key.SigningKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Unsafe or incomplete configurations of the keeper are refused at the key that mends them. */
class EvidenceKeeperConnectorTest {

    private static final String POLICY = "{id: terms, version: 1, retention: {standard: {duration: 30d}}}";

    @TempDir
    private Path directory;

    @Test
    void acceptsAMinimalConfiguration() {
        assertThat(errors(Map.of())).isEmpty();
    }

    @Test
    void acceptsAPolicyInAFile() throws Exception {
        Path policy = Files.writeString(directory.resolve("policy.yml"), POLICY);

        assertThat(errors(Map.of("keeper.policy", "", "keeper.policy.file", policy.toString())))
                .isEmpty();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.argumentSet("no tables", Map.of("keeper.tables", ""), "keeper.tables", "namespace.name"),
                Arguments.argumentSet(
                        "a table without namespace",
                        Map.of("keeper.tables", "events"),
                        "keeper.tables",
                        "namespace.name"),
                Arguments.argumentSet(
                        "no policy", Map.of("keeper.policy", ""), "keeper.policy.file", "keeper.expiry=off"),
                Arguments.argumentSet(
                        "two policies",
                        Map.of("keeper.policy.file", "/etc/policy.yml"),
                        "keeper.policy",
                        "Remove one of them"),
                Arguments.argumentSet(
                        "a policy that cannot be read",
                        Map.of("keeper.policy", "{id: terms, version: 1, retention: {a: {duration: soon}}}"),
                        "keeper.policy",
                        "duration"),
                Arguments.argumentSet(
                        "a policy without retention",
                        Map.of("keeper.policy", "{id: terms, version: 1}"),
                        "keeper.policy",
                        "nothing would ever expire"),
                Arguments.argumentSet(
                        "no key", Map.of("archive.signing.key", ""), "archive.signing.key", "affidavit keys generate"),
                Arguments.argumentSet("a misspelt key", Map.of("keeper.grase", "7d"), "keeper.grase", "keeper.grace"),
                Arguments.argumentSet(
                        "a key of the sink", Map.of("archive.table", "a.b"), "archive.table", "Unknown key"),
                Arguments.argumentSet(
                        "an unknown mode", Map.of("keeper.expiry", "yes"), "keeper.expiry", "off, plan, run"),
                Arguments.argumentSet("a negative grace", Map.of("keeper.grace", "PT-1H"), "keeper.grace", "7d or 0s"),
                Arguments.argumentSet("no interval", Map.of("keeper.interval", "0s"), "keeper.interval", "positive"),
                Arguments.argumentSet(
                        "locks that end between rounds",
                        Map.of("archive.lock.mode", "governance", "archive.lock.period", "3h"),
                        "archive.lock.period",
                        "four times keeper.interval"),
                Arguments.argumentSet(
                        "an unknown mode of sealing", Map.of("keeper.seal", "yes"), "keeper.seal", "off, plan, run"),
                Arguments.argumentSet(
                        "days that are never over", Map.of("keeper.seal.after", "0s"), "keeper.seal.after", "positive"),
                Arguments.argumentSet(
                        "an unknown kind", Map.of("keeper.forward", "commit,gossip"), "keeper.forward", "completion"),
                Arguments.argumentSet(
                        "content to sweep, and nowhere to",
                        Map.of("keeper.content.after", "30d"),
                        "archive.content.location",
                        "OffloadContent writes to"),
                Arguments.argumentSet(
                        "content that is swept at once",
                        Map.of("keeper.content.after", "0s", "archive.content.location", "/srv/content"),
                        "keeper.content.after",
                        "positive duration"),
                Arguments.argumentSet("a bad topic", Map.of("keeper.topic", "a topic"), "keeper.topic", "topic name"),
                Arguments.argumentSet(
                        "SQLite on more than one host",
                        Map.of("archive.catalog.embedded.single.host", "false"),
                        "archive.catalog.embedded.single.host",
                        "SQLite"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refuses(Map<String, String> overrides, String key, String advice) {
        Map<String, List<String>> errors = errors(overrides);

        assertThat(errors).containsOnlyKeys(key);
        assertThat(errors.get(key).toString()).contains(advice);
    }

    @Test
    void hasOneTaskAndSupportsExactlyOnce() {
        EvidenceKeeperConnector connector = new EvidenceKeeperConnector();
        connector.start(config(Map.of()));

        assertThat(connector.taskConfigs(8)).singleElement().isEqualTo(config(Map.of()));
        assertThat(connector.exactlyOnceSupport(Map.of())).isEqualTo(ExactlyOnceSupport.SUPPORTED);
    }

    private Map<String, List<String>> errors(Map<String, String> overrides) {
        return new EvidenceKeeperConnector()
                .validate(config(overrides)).configValues().stream()
                        .filter(value -> !value.errorMessages().isEmpty())
                        .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }

    private static final SigningKey KEY = SigningKey.generate();

    private Map<String, String> config(Map<String, String> overrides) {
        Map<String, String> config = new HashMap<>(Map.of(
                "name",
                "keeper",
                "connector.class",
                EvidenceKeeperConnector.class.getName(),
                "keeper.tables",
                "evidence.events",
                "keeper.policy",
                POLICY,
                "archive.embedded.directory",
                directory.toString(),
                "archive.catalog.embedded.single.host",
                "true",
                "archive.signing.key",
                KEY.toPem()));
        overrides.forEach((key, value) -> {
            if (value.isEmpty() && !key.equals("keeper.tables")) {
                config.remove(key);
            } else {
                config.put(key, value);
            }
        });
        return config;
    }
}

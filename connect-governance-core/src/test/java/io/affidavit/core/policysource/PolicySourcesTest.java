/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policysource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.core.config.ConfigKeys;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.policy.PolicyException;
import io.affidavit.core.policy.log.PolicySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicySourcesTest {

    private static final String DOCUMENT = "id: p\nversion: 1\n";
    private static final ConfigDef KEYS = ConfigKeys.of(PolicySources.keys(document -> {
                if (document.ref().id().equals("unusable")) {
                    throw new PolicyException("Cannot use policy: line 9: no.");
                }
            }))
            .toConfigDef();

    @TempDir
    private Path directory;

    private static PolicySource<String> open(Map<String, String> props) {
        return PolicySources.open(
                new AbstractConfig(KEYS, props, false),
                document -> document.ref().name(),
                new ManualClock());
    }

    private static String error(Map<String, String> props, String key) {
        return KEYS.validate(props).stream()
                .filter(value -> value.name().equals(key))
                .map(ConfigValue::errorMessages)
                .findFirst()
                .orElseThrow()
                .toString();
    }

    @Test
    void takesTheDocumentFromTheConfiguration() {
        try (PolicySource<String> source = open(Map.of("policy.inline", DOCUMENT))) {
            assertThat(source.at(null)).isEqualTo("p@1");
            assertThat(source.status().refused()).isZero();
        }
    }

    @Test
    void takesTheDocumentFromAFile() throws IOException {
        Path file = Files.writeString(directory.resolve("policy.yml"), DOCUMENT);
        Map<String, String> props = Map.of("policy.source", "file", "policy.file", file.toString(), "policy.id", "p");

        try (PolicySource<String> source = open(props)) {
            assertThat(source.at(0L)).isEqualTo("p@1");
        }
    }

    @Test
    void refusesADocumentThatCannotBeUsedBeforeAnythingRuns() throws IOException {
        Path file = Files.writeString(directory.resolve("policy.yml"), "id: unusable\nversion: 1\n");

        assertThat(error(Map.of("policy.inline", "id: p\n"), "policy.inline")).contains("line 1: it lacks version");
        assertThat(error(Map.of("policy.inline", "id: unusable\nversion: 1\n"), "policy.inline"))
                .contains("Invalid value for configuration policy.inline: Cannot use policy: line 9: no.");
        assertThat(error(Map.of("policy.file", file.toString()), "policy.file")).contains("line 9: no.");
        assertThat(error(Map.of("policy.file", "/nowhere/policy.yml"), "policy.file"))
                .contains("missing or not readable");
        assertThat(error(Map.of("policy.inline", DOCUMENT), "policy.inline")).isEqualTo("[]");
    }

    @Test
    void namesTheKeyThatIsMissing() throws IOException {
        String file =
                Files.writeString(directory.resolve("policy.yml"), DOCUMENT).toString();

        assertThatThrownBy(() -> open(Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("policy.inline");
        assertThatThrownBy(() -> open(Map.of("policy.source", "file"))).hasMessageContaining("policy.file");
        assertThatThrownBy(() -> open(Map.of("policy.source", "topic"))).hasMessageContaining("policy.id");
        assertThatThrownBy(() -> open(Map.of("policy.source", "topic", "policy.id", "p")))
                .hasMessageContaining("policy.bootstrap.servers");
        assertThatThrownBy(() -> open(Map.of("policy.inline", DOCUMENT, "policy.id", "q")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("policy.id");
        assertThatThrownBy(() ->
                        open(Map.of("policy.source", "file", "policy.file", file, "policy.trust.keys", "/nowhere.pem")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("policy.trust.keys");
    }

    @Test
    void doesNotBeginWithoutAPolicy() {
        assertThatThrownBy(() -> open(Map.of("policy.source", "file", "policy.file", "/nowhere/policy.yml")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("missing or not readable");
    }

    @Test
    void doesNotBeginWithAPolicyThatNoTrustedKeySigned() throws IOException {
        Path file = Files.writeString(directory.resolve("policy.yml"), DOCUMENT);
        Path keys = Files.writeString(
                directory.resolve("trusted.pem"),
                SigningKey.generate().verificationKey().toPem());

        assertThatThrownBy(() -> open(Map.of(
                        "policy.source", "file", "policy.file", file.toString(), "policy.trust.keys", keys.toString())))
                .isInstanceOf(ConnectException.class)
                .hasNoCause()
                .hasMessageContaining(".sig");
    }

    @Test
    void doesNotBeginWithoutABroker() {
        Map<String, String> props = Map.of(
                "policy.source", "topic",
                "policy.id", "p",
                "policy.bootstrap.servers", "127.0.0.1:1",
                "policy.load.timeout.ms", "1500",
                "policy.consumer.default.api.timeout.ms", "1000",
                "policy.consumer.request.timeout.ms", "500");

        assertThatThrownBy(() -> open(props))
                .isInstanceOf(ConnectException.class)
                .hasNoCause()
                .hasMessageContaining("policy.load.timeout.ms");
    }

    @Test
    void asksForNoPolicyWhereItIsOptional() {
        ConfigDef optional =
                ConfigKeys.of(PolicySources.optionalKeys(document -> {})).toConfigDef();

        assertThat(PolicySources.chosen(optional.parse(Map.of()))).isFalse();
        assertThat(PolicySources.chosen(optional.parse(Map.of("policy.source", "topic"))))
                .isTrue();
        assertThat(optional.validate(Map.of("policy.inline", DOCUMENT)))
                .filteredOn(value -> value.name().equals("policy.source"))
                .flatExtracting(ConfigValue::errorMessages)
                .singleElement()
                .asString()
                .contains("policy.inline", "policy.source is not none");
        assertThatThrownBy(() -> PolicySources.chosen(optional.parse(Map.of("policy.bootstrap.servers", "b:1"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("policy.bootstrap.servers");
    }

    @Test
    void hidesWhatAConsumerHoldsInSecret() {
        assertThat(KEYS.configKeys().get("policy.consumer.sasl.jaas.config").type())
                .isEqualTo(ConfigDef.Type.PASSWORD);
    }
}

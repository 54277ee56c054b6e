/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigKitTest {

    private static final ConfigKeys KEYS = ConfigKeys.of(
            key("archive.table")
                    .doc("Name of the table.")
                    .importance(Importance.HIGH)
                    .width(Width.LONG)
                    .build(),
            ConfigKey.longInteger("archive.commit.interval.ms")
                    .group("Commit")
                    .displayName("Commit interval")
                    .doc("Milliseconds between commits | at most.")
                    .defaultValue(60_000L)
                    .validator(Checks.atLeast(100))
                    .build(),
            ConfigKey.password("archive.signing.key")
                    .group("Table")
                    .displayName("Signing key")
                    .doc("Signs statements.")
                    .defaultValue("canary-secret")
                    .build());

    private static ConfigKey.Builder key(String name) {
        return ConfigKey.string(name).group("Table").displayName("Table").doc("A key.");
    }

    @Test
    void refusesIncompleteKeys() {
        assertThatThrownBy(
                        () -> ConfigKey.string("a").displayName("A").doc("A.").build())
                .hasMessage("Incomplete config key a: it has no group.");
        assertThatThrownBy(() -> ConfigKey.string("a").group("G").doc("A.").build())
                .hasMessage("Incomplete config key a: it has no display name.");
        assertThatThrownBy(
                        () -> ConfigKey.string("a").group("G").displayName("A").build())
                .hasMessage("Incomplete config key a: it has no documentation.");
        assertThatThrownBy(() -> key("Not A Key").build()).hasMessageStartingWith("Invalid config key name");
    }

    @Test
    void refusesDuplicates() {
        assertThatThrownBy(() -> ConfigKeys.of(key("a").build(), key("a").build()))
                .hasMessage("Duplicate config key: a.");
    }

    @Test
    void ordersKeysWithinTheirGroup() {
        Map<String, ConfigDef.ConfigKey> keys = KEYS.toConfigDef().configKeys();

        assertThat(keys.get("archive.table").orderInGroup).isEqualTo(1);
        assertThat(keys.get("archive.commit.interval.ms").orderInGroup).isEqualTo(1);
        assertThat(keys.get("archive.signing.key").orderInGroup).isEqualTo(2);
        assertThat(keys.get("archive.table").width).isEqualTo(Width.LONG);
    }

    @Test
    void rendersTheReferenceWithoutSecrets() {
        assertThat(ConfigReference.markdown("Archive", KEYS)).isEqualTo("""
                        ## Archive

                        ### Table

                        | Key | Type | Default | Valid values | What it does | Since |
                        |---|---|---|---|---|---|
                        | `archive.table` | string | **required** | any | Name of the table. | 0.1.0 |
                        | `archive.signing.key` | password | none | any | Signs statements. | 0.1.0 |

                        ### Commit

                        | Key | Type | Default | Valid values | What it does | Since |
                        |---|---|---|---|---|---|
                        | `archive.commit.interval.ms` | long | `60000` | at least 100 | Milliseconds between commits \\| at most. | 0.1.0 |

                        """);
    }

    @Test
    void namesMisspeltKeysAndTheirCure() {
        Map<String, ConfigValue> values = new HashMap<>();

        UnknownKeys.check(
                Map.of("archive.tabel", "t", "archive.unheard.of", "x", "iceberg.catalog.uri", "u", "name", "n"),
                KEYS,
                values,
                List.of("archive.", "iceberg."),
                List.of("iceberg.catalog."));

        assertThat(values).containsOnlyKeys("archive.tabel", "archive.unheard.of");
        assertThat(values.get("archive.tabel").errorMessages())
                .containsExactly("Unknown key archive.tabel. Did you mean archive.table?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"500ms", "30s", "15m", "12h", "7d", "PT15M", " 1 h "})
    void acceptsDurations(String text) {
        Checks.duration().ensureValid("k", text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0s", "-PT1S", "soon", "10", "99999999999999d"})
    void refusesOtherDurations(String text) {
        assertThatThrownBy(() -> Checks.duration().ensureValid("k", text))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("k")
                .hasMessageContaining("30s, 15m");
    }

    @Test
    void checksBoundsAndChoices() {
        Checks.between(0, 1).ensureValid("k", 1.0);
        Checks.oneOf("a", "b").ensureValid("k", "b");
        Checks.nonBlank().ensureValid("k", null);

        assertThatThrownBy(() -> Checks.between(0, 1).ensureValid("k", 1.1)).hasMessageContaining("from 0 to 1");
        assertThatThrownBy(() -> Checks.oneOf("a", "b").ensureValid("k", "c")).hasMessageContaining("one of a, b");
        assertThatThrownBy(() -> Checks.nonBlank().ensureValid("k", " ")).hasMessageContaining("non-blank");
        assertThatThrownBy(() -> Checks.atLeast(5).ensureValid("k", 4)).hasMessageContaining("at least 5");
    }

    @Test
    void checksKeysWithoutRepeatingThem() {
        Checks.base64Key(16).ensureValid("k", new Password("AAECAwQFBgcICQoLDA0ODw=="));

        assertThatThrownBy(() -> Checks.base64Key(16).ensureValid("k", new Password("Y2FuYXJ5")))
                .hasMessageContaining("at least 16")
                .hasMessageNotContaining("Y2FuYXJ5");
        assertThatThrownBy(() -> Checks.base64Key(16).ensureValid("k", new Password("~canary~")))
                .hasMessageNotContaining("canary");
    }
}

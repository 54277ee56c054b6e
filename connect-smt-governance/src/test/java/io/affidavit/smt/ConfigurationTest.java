/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.transforms.Transformation;
import org.apache.kafka.connect.transforms.predicates.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every transform and predicate, found as Connect finds it, shows a complete configuration. */
class ConfigurationTest {

    static Stream<Arguments> plugins() throws IOException {
        return Stream.of(Transformation.class, Predicate.class).flatMap(ConfigurationTest::plugins);
    }

    private static Stream<Arguments> plugins(Class<?> type) {
        try {
            return LawsTest.manifest(type).stream().sorted().map(ConfigurationTest::plugin);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Arguments plugin(String name) {
        try {
            Object plugin = Class.forName(name).getDeclaredConstructor().newInstance();
            ConfigDef config = plugin instanceof Predicate<?> predicate
                    ? predicate.config()
                    : ((Transformation<?>) plugin).config();
            return Arguments.argumentSet(name, plugin, config);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("The manifest lists a class that does not load: " + name, e);
        }
    }

    @ParameterizedTest
    @MethodSource("plugins")
    void documentsEveryKeyCompletely(Object plugin, ConfigDef config) {
        Set<String> places = new HashSet<>();
        for (ConfigDef.ConfigKey key : config.configKeys().values()) {
            assertThat(key.documentation).as(key.name).isNotBlank().endsWith(".");
            assertThat(key.group).as(key.name).isNotBlank();
            assertThat(key.displayName).as(key.name).isNotBlank().isNotEqualTo(key.name);
            assertThat(places.add(key.group + "#" + key.orderInGroup))
                    .as("order of %s", key.name)
                    .isTrue();
            if (key.validator != null) {
                assertThat(key.validator.toString()).as(key.name).doesNotContainPattern("@[0-9a-f]{3,}$|Lambda");
            }
            if (key.name.endsWith(".key")) {
                assertThat(key.type).as("a secret that shows: %s", key.name).isNotEqualTo(ConfigDef.Type.STRING);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("plugins")
    void showsItsRealVersion(Object plugin) {
        assertThat(((Versioned) plugin).version()).matches("\\d+\\.\\d+\\.\\d+.*");
    }
}

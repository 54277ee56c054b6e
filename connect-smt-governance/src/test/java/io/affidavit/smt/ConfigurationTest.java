/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every transform, found as Connect finds it, shows a complete configuration. */
class ConfigurationTest {

    static Stream<Named<Transformation<?>>> transforms() throws IOException {
        return LawsTest.manifest().stream().sorted().map(ConfigurationTest::transform);
    }

    private static Named<Transformation<?>> transform(String name) {
        try {
            return Named.of(
                    name,
                    Class.forName(name)
                            .asSubclass(Transformation.class)
                            .getDeclaredConstructor()
                            .newInstance());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("The manifest lists a class that does not load: " + name, e);
        }
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void documentsEveryKeyCompletely(Transformation<?> transform) {
        Set<String> places = new HashSet<>();
        for (ConfigDef.ConfigKey key : transform.config().configKeys().values()) {
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
    @MethodSource("transforms")
    void showsItsRealVersion(Transformation<?> transform) {
        assertThat(((Versioned) transform).version()).matches("\\d+\\.\\d+\\.\\d+.*");
    }
}

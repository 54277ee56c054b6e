/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Collection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelsTest {

    @ParameterizedTest
    @ValueSource(strings = {"Labels", "Identifiers", "SecretPrefixes", "OnePass"})
    void areAllThereWhicheverClassIsLoadedFirst(String first) throws Exception {
        // Given a world of its own, in which nothing was loaded
        URL classes = Labels.class.getProtectionDomain().getCodeSource().getLocation();
        String prefix = Labels.class.getPackageName() + ".";
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes}, new WithoutScan(Labels.class.getClassLoader(), prefix))) {
            // When
            Class.forName(prefix + first, true, loader);

            // Then
            Method all = Class.forName(prefix + "Labels", true, loader).getMethod("all");
            assertThat((Collection<?>) all.invoke(null)).hasSameSizeAs(Labels.all());
        }
    }

    /** Everything but one package. */
    private static final class WithoutScan extends ClassLoader {

        private final String hidden;

        WithoutScan(ClassLoader parent, String hidden) {
            super(parent);
            this.hidden = hidden;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith(hidden)) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }
    }
}

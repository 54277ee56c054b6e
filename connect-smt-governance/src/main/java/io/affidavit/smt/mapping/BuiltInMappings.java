/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The mappings this jar carries, each under {@code name@version}. */
public final class BuiltInMappings {

    /** Newest first for each name: a name alone means the first. */
    private static final List<String> NAMES = List.of("litellm@1.0.0", "otel-genai@1.0.0");

    private BuiltInMappings() {}

    /** As {@code name@version}. */
    public static List<String> names() {
        return NAMES;
    }

    /** The YAML of a built-in mapping, by name or {@code name@version}; empty if there is none. */
    static Optional<String> text(String name) {
        return NAMES.stream()
                .filter(known -> known.equals(name) || known.startsWith(name + "@"))
                .findFirst()
                .map(BuiltInMappings::load);
    }

    private static String load(String name) {
        try (InputStream in = BuiltInMappings.class.getResourceAsStream("/mappings/" + name + ".yml")) {
            if (in == null) {
                throw new IllegalStateException(
                        "Cannot read built-in mapping " + name + ": it is missing. Rebuild the jar.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read built-in mapping " + name + ". Rebuild the jar.", e);
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.mapping;

import io.affidavit.core.yaml.YamlKind;

/** Finds and compiles the mapping that a configuration names. */
public final class Mappings {

    static final YamlKind KIND = new YamlKind("mapping", 1_000_000, MappingException::new);

    private Mappings() {}

    /**
     * Compiles a mapping.
     *
     * @param source a built-in mapping as {@code name} or {@code name@version}; a YAML file on the worker, known by a slash
     *     or the ending {@code .yml} or {@code .yaml}; or the YAML itself, known by a line break or an opening brace
     * @throws MappingException if it cannot be found or is invalid
     */
    public static Mapping of(String source) {
        String trimmed = source.trim();
        if (YamlKind.inline(source)) {
            return MappingReader.read(source);
        }
        boolean file = trimmed.contains("/") || trimmed.endsWith(".yml") || trimmed.endsWith(".yaml");
        return MappingReader.read(file ? KIND.file(trimmed) : builtIn(trimmed));
    }

    private static String builtIn(String name) {
        return BuiltInMappings.text(name)
                .orElseThrow(() -> new MappingException(
                        "Cannot find built-in mapping: there are " + String.join(", ", BuiltInMappings.names())
                                + ". Use one of these, a YAML file or inline YAML."));
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.mapping;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Finds and compiles the mapping that a configuration names. */
public final class Mappings {

    private static final long MAX_BYTES = 1_000_000;

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
        if (source.contains("\n") || trimmed.startsWith("{")) {
            return MappingReader.read(source);
        }
        boolean file = trimmed.contains("/") || trimmed.endsWith(".yml") || trimmed.endsWith(".yaml");
        return MappingReader.read(file ? file(trimmed) : builtIn(trimmed));
    }

    private static String builtIn(String name) {
        return BuiltInMappings.text(name)
                .orElseThrow(() -> new MappingException(
                        "Cannot find built-in mapping: there are " + String.join(", ", BuiltInMappings.names())
                                + ". Use one of these, a YAML file or inline YAML."));
    }

    private static String file(String name) {
        try {
            Path path = Path.of(name);
            if (Files.isRegularFile(path) && Files.size(path) > MAX_BYTES) {
                throw new MappingException("Cannot read mapping file: it is larger than 1 MB. Name a mapping file.");
            }
            return Files.readString(path, StandardCharsets.UTF_8);
        } catch (MalformedInputException e) {
            throw new MappingException("Cannot read mapping file: it is no UTF-8. Save it as UTF-8.");
        } catch (IOException | InvalidPathException e) {
            throw new MappingException("Cannot read mapping file: it is missing or not readable on this worker. "
                    + "Put it there on every worker, or write the mapping inline.");
        }
    }
}

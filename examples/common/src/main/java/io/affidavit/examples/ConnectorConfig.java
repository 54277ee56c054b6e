/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.affidavit.stack.Runtimes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The connector configs of an example, with the places that only a run knows filled in. */
public final class ConnectorConfig {
    private ConnectorConfig() {}

    /**
     * Reads {@code examples/EXAMPLE/connectors/NAME.json}.
     *
     * @param places value for each {@code @NAME@} in it
     */
    public static Map<String, String> read(String example, String name, Map<String, String> places) {
        Path file = Runtimes.home().resolve(Path.of("examples", example, "connectors", name + ".json"));
        try {
            Map<String, String> config =
                    new ObjectMapper().readValue(file.toFile(), new TypeReference<LinkedHashMap<String, String>>() {});
            config.replaceAll((key, value) -> fill(value, places));
            return config;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** The text that a REST client would send. */
    public static String json(Map<String, String> config) {
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(config);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Cannot write a config as JSON", e);
        }
    }

    private static String fill(String value, Map<String, String> places) {
        String filled = value;
        for (Map.Entry<String, String> place : places.entrySet()) {
            filled = filled.replace("@" + place.getKey() + "@", place.getValue());
        }
        return filled;
    }
}

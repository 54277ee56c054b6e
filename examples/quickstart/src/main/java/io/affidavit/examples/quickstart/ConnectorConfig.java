/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.quickstart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.affidavit.stack.Runtimes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The connector configs of this example, with the places that only a run knows filled in. */
final class ConnectorConfig {
    private static final Path DIRECTORY = Path.of("examples", "quickstart", "connectors");

    private ConnectorConfig() {}

    /**
     * Reads {@code NAME.json}.
     *
     * @param places value for each {@code @NAME@} in it
     */
    static Map<String, String> read(String name, Map<String, String> places) {
        Path file = Runtimes.home().resolve(DIRECTORY).resolve(name + ".json");
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
    static String json(Map<String, String> config) {
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

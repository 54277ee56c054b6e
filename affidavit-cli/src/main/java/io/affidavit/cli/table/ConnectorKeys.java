/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.table;

import io.affidavit.catalog.Catalogs;
import io.affidavit.cli.output.Failure;
import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** Reads the keys of a connector from a file: Java properties, or the JSON that the connector was created with. */
public final class ConnectorKeys {

    private ConnectorKeys() {}

    @SuppressWarnings("UnusedException") // their messages may quote the file, which may hold secrets
    public static Map<String, String> read(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return text.stripLeading().startsWith("{") ? json(text) : properties(text);
        } catch (IOException | IllegalArgumentException | InvalidJsonException e) {
            throw new Failure("Cannot read " + file
                    + ": no readable properties or JSON file. Give the connector's configuration, or the keys of it that"
                    + " are needed.");
        }
    }

    private static Map<String, String> properties(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        Map<String, String> keys = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> keys.put(name, properties.getProperty(name)));
        return keys;
    }

    /** Takes both forms of the REST interface: {@code {"name":.., "config":{..}}} and the bare configuration. */
    private static Map<String, String> json(String text) {
        Map<?, ?> parsed = (Map<?, ?>) JsonText.parse(text);
        Map<?, ?> config = parsed.get("config") instanceof Map<?, ?> inner ? inner : parsed;
        Map<String, String> keys = new HashMap<>();
        config.forEach((key, value) -> keys.put(key.toString(), String.valueOf(value)));
        return keys;
    }

    /** Refuses values that only a worker can resolve. */
    static Map<String, String> resolved(Map<String, String> keys) {
        keys.forEach((key, value) -> {
            boolean ours = key.startsWith(Catalogs.NAME)
                    || key.startsWith(Catalogs.HADOOP_PREFIX)
                    || key.equals(Catalogs.EMBEDDED_DIRECTORY);
            if (ours && value.contains("${")) {
                throw new Failure("Cannot use " + key
                        + ": it holds a placeholder that only a Connect worker resolves. Give its value with -C " + key
                        + "=...");
            }
        });
        return keys;
    }
}

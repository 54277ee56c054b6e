/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigValue;

/** Refuses misspelt keys: Connect itself ignores what a plugin does not know. */
public final class UnknownKeys {

    private UnknownKeys() {}

    /**
     * Adds an error at every configured key that starts with one of {@code ownPrefixes} and is not declared.
     *
     * @param values the result of {@code Connector.validate}, added to in place
     * @param openPrefixes prefixes that take any key, such as {@code iceberg.catalog.}
     */
    public static void check(
            Map<String, String> configured,
            ConfigKeys keys,
            Map<String, ConfigValue> values,
            List<String> ownPrefixes,
            List<String> openPrefixes) {
        for (Map.Entry<String, String> entry : configured.entrySet()) {
            String name = entry.getKey();
            boolean ours = ownPrefixes.stream().anyMatch(name::startsWith);
            boolean open = openPrefixes.stream().anyMatch(name::startsWith);
            if (!ours || open || keys.contains(name)) {
                continue;
            }
            values.computeIfAbsent(name, ConfigValue::new)
                    .addErrorMessage("Unknown key " + name + "." + advice(name, keys));
        }
    }

    private static String advice(String name, ConfigKeys keys) {
        return closest(name, keys.list().stream().map(ConfigKey::name))
                .map(known -> " Did you mean " + known + "?")
                .orElse(" Remove it; the configuration reference lists the known keys.");
    }

    private static java.util.Optional<String> closest(String name, Stream<String> known) {
        int limit = Math.max(2, name.length() / 4);
        return known.map(candidate -> Map.entry(candidate, distance(name.toLowerCase(Locale.ROOT), candidate)))
                .filter(entry -> entry.getValue() <= limit)
                .min(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
    }

    /** Levenshtein distance in two rows. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
            }
            int[] swap = previous;
            previous = current;
            current = swap;
        }
        return previous[b.length()];
    }
}

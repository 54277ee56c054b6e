/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.config;

import io.affidavit.core.data.NearestName;
import java.util.List;
import java.util.Map;
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
        return NearestName.of(name, keys.list().stream().map(ConfigKey::name))
                .map(known -> " Did you mean " + known + "?")
                .orElse(" Remove it; the configuration reference lists the known keys.");
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.config;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;

/** The keys of one plugin, in the order in which they are shown; names are unique. */
public final class ConfigKeys {

    private final List<ConfigKey> keys;

    private ConfigKeys(List<ConfigKey> keys) {
        Set<String> names = new HashSet<>();
        for (ConfigKey key : keys) {
            if (!names.add(key.name())) {
                throw new IllegalArgumentException("Duplicate config key: " + key.name() + ".");
            }
        }
        this.keys = List.copyOf(keys);
    }

    public static ConfigKeys of(ConfigKey... keys) {
        return new ConfigKeys(List.of(keys));
    }

    public static ConfigKeys of(List<ConfigKey> keys) {
        return new ConfigKeys(keys);
    }

    public List<ConfigKey> list() {
        return keys;
    }

    public boolean contains(String name) {
        return keys.stream().anyMatch(key -> key.name().equals(name));
    }

    /** A new {@link ConfigDef} with every key; the order within a group is the order of declaration. */
    public ConfigDef toConfigDef() {
        ConfigDef def = new ConfigDef();
        Map<String, Integer> orders = new HashMap<>();
        for (ConfigKey key : keys) {
            int order = orders.merge(key.group(), 1, Integer::sum);
            def.define(
                    key.name(),
                    key.type(),
                    key.defaultValue(),
                    key.validator(),
                    key.importance(),
                    key.documentation(),
                    key.group(),
                    order,
                    key.width(),
                    key.displayName(),
                    key.dependents(),
                    KeyRecommender.of(key));
        }
        return def;
    }
}

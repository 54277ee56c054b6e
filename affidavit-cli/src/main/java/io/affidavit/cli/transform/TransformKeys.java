/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.transform;

import io.affidavit.cli.output.Failure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The keys of one transform.
 *
 * @param type class of the transform; empty where the keys stand alone
 * @param keys without the prefix of the transform's alias
 */
public record TransformKeys(String type, Map<String, String> keys) {

    private static final String CHAIN = "transforms";

    public TransformKeys {
        keys = Map.copyOf(keys);
    }

    /**
     * Finds the transform in the configuration of a connector. Keys that belong to no connector are the transform's own.
     *
     * @param alias of the transform; null for the only one of these types
     * @param types classes of transforms that can be meant
     * @throws Failure if there is none, or more than one
     */
    public static TransformKeys of(Map<String, String> config, String alias, Set<String> types) {
        if (!config.containsKey(CHAIN)) {
            Map<String, String> keys = new HashMap<>(config);
            String type = keys.remove("type");
            return resolved(new TransformKeys(type == null ? "" : type, keys));
        }
        List<String> aliases =
                Stream.of(config.get(CHAIN).split(",")).map(String::trim).toList();
        List<String> meant = aliases.stream()
                .filter(name -> alias == null || name.equals(alias))
                .filter(name -> types.contains(config.get(prefix(name) + "type")))
                .toList();
        if (meant.size() != 1) {
            throw new Failure("Cannot choose a transform: " + (meant.isEmpty() ? "none" : "more than one") + " of "
                    + String.join(", ", aliases) + " is of a type that scans. Name it with --transform.");
        }
        String prefix = prefix(meant.get(0));
        Map<String, String> keys = new HashMap<>();
        config.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                keys.put(key.substring(prefix.length()), value);
            }
        });
        // Connect's own, not the transform's
        keys.remove("predicate");
        keys.remove("negate");
        return resolved(new TransformKeys(keys.remove("type"), keys));
    }

    private static String prefix(String alias) {
        return CHAIN + "." + alias + ".";
    }

    private static TransformKeys resolved(TransformKeys transform) {
        transform.keys.forEach((key, value) -> {
            if (value.contains("${")) {
                throw new Failure("Cannot use " + key + ": it holds a placeholder that only a Connect worker resolves."
                        + " Give a file with its value, or one of the same form for a trial.");
            }
        });
        return transform;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.replay.grant;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What the records must go through on their way, and nothing beside it. */
public sealed interface Masking {

    /** The class that masks. */
    String TYPE = "io.affidavit.smt.MaskFields";

    /** The records leave as the archive has them. */
    Masking NONE = new None();

    /**
     * What of a connector's configuration is not as granted; empty where all is. The message names keys and no values.
     *
     * @param config of the connector
     */
    Optional<Fault> fault(Map<String, String> config);

    /** One key of a configuration, and what is wrong with it. */
    record Fault(String key, String message) {}

    /** No masking, said explicitly. */
    record None() implements Masking {

        @Override
        public Optional<Fault> fault(Map<String, String> config) {
            return config.getOrDefault("transforms", "").isBlank()
                    ? Optional.empty()
                    : Optional.of(new Fault(
                            "transforms",
                            "The grant has the records replayed as they are. Remove all transforms, or ask for a grant with"
                                    + " masking."));
        }
    }

    /**
     * One transform, with exactly these settings. Another one beside it could undo its work or send records elsewhere, so
     * there is none.
     *
     * @param alias its name in the connector's {@code transforms}
     * @param settings by key, without the prefix of the transform
     * @param secrets keys that must be set too, to whatever value
     */
    record Transform(String alias, Map<String, String> settings, Set<String> secrets) implements Masking {

        private static final Pattern ALIAS = Pattern.compile("[A-Za-z0-9_-]{1,100}");
        // Connect's own keys of a transform: a predicate would let records pass it by.
        private static final Set<String> REFUSED = Set.of("type", "predicate", "negate");
        private static final String POLICY_SOURCE = "policy.source";
        private static final Set<String> WITHIN = Set.of("none", "inline");

        public Transform {
            Objects.requireNonNull(alias, "alias");
            settings = Map.copyOf(settings);
            secrets = Set.copyOf(secrets);
            if (!ALIAS.matcher(alias).matches()) {
                throw new InvalidGrantException("the masking transform has no name of letters, digits, _ and -.");
            }
            for (String key : REFUSED) {
                if (settings.containsKey(key) || secrets.contains(key)) {
                    throw new InvalidGrantException("its masking may not set " + key + ". Leave it out.");
                }
            }
            if (secrets.contains(POLICY_SOURCE) || !WITHIN.contains(settings.getOrDefault(POLICY_SOURCE, "none"))) {
                throw new InvalidGrantException(
                        "its masking follows a policy that is not in the grant and may be another one tomorrow. Write the"
                                + " document into policy.inline.");
            }
            if (secrets.stream().anyMatch(settings::containsKey)) {
                throw new InvalidGrantException("its masking names a key as a setting and as a secret.");
            }
        }

        @Override
        public Optional<Fault> fault(Map<String, String> config) {
            if (!alias.equals(config.getOrDefault("transforms", "").trim())) {
                return Optional.of(new Fault(
                        "transforms",
                        "The grant asks for exactly one transform, named " + alias + ". Set it to that."));
            }
            String prefix = "transforms." + alias + ".";
            if (!TYPE.equals(config.get(prefix + "type"))) {
                return Optional.of(new Fault(prefix + "type", "The grant asks for masking. Set it to " + TYPE + "."));
            }
            Map<String, String> given = new TreeMap<>();
            config.forEach((key, value) -> {
                if (key.startsWith(prefix) && value != null) {
                    given.put(key.substring(prefix.length()), value);
                }
            });
            given.remove("type");
            return difference(given)
                    .map(
                            key -> new Fault(
                                    prefix + key,
                                    "It is not as the grant has it. Set the transform exactly as affidavit replay check says."));
        }

        private Optional<String> difference(Map<String, String> given) {
            Set<String> keys = new TreeSet<>(given.keySet());
            keys.addAll(settings.keySet());
            keys.addAll(secrets);
            return keys.stream()
                    .filter(key -> secrets.contains(key)
                            ? given.getOrDefault(key, "").isBlank()
                            : !Objects.equals(settings.get(key), given.get(key)))
                    .findFirst();
        }
    }
}

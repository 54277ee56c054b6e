/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.schema;

import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import io.affidavit.core.config.ConfigKeys;
import io.affidavit.smt.reject.Rejector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/**
 * The typed settings of {@code EnforceSchemaVersion}.
 *
 * @param name the only schema name that may pass; null for any
 */
public record SchemaGateConfig(
        VersionRange accept,
        String name,
        VersionSource source,
        OnViolation onFuture,
        OnViolation onMissing,
        OnViolation onInvalid,
        OnViolation onUnknown) {

    private static final String ACCEPT = "accept";
    private static final String NAME = "schema.name";
    private static final String SOURCE = "schema.version.source";
    private static final String ON_FUTURE = "on.future";
    private static final String ON_MISSING = "on.missing";
    private static final String ON_INVALID = "on.invalid";
    private static final String ON_UNKNOWN = "on.unknown";

    private static final String VERSIONS = "Versions";
    private static final String VIOLATIONS = "Violations";
    private static final String[] ALL = {"quarantine", "fail", "tag", "drop"};
    private static final String[] CLOSED = {"quarantine", "fail", "drop"};

    /** Every key of the transform, those of rejects included. */
    public static ConfigKeys keys() {
        List<ConfigKey> keys = new ArrayList<>();
        keys.add(ConfigKey.string(ACCEPT)
                .group(VERSIONS)
                .displayName("Accepted versions")
                .doc(
                        "Versions that may pass, as bounds separated by blanks, such as >=1.0 <2. An upper bound is mandatory: a "
                                + "version from the future never passes.")
                .validator(Checks.check(
                        "a version range with an upper bound, such as >=1.0 <2", parses(VersionRange::parse)))
                .importance(Importance.HIGH)
                .build());
        keys.add(ConfigKey.string(NAME)
                .group(VERSIONS)
                .displayName("Schema name")
                .doc(
                        "The only schema name that may pass. Records without a schema take their name from the gov.schema header, "
                                + "and this name if they have none. Any name passes when it is not set.")
                .optional()
                .validator(Checks.nonBlank())
                .build());
        keys.add(ConfigKey.string(SOURCE)
                .group(VERSIONS)
                .displayName("Version source")
                .doc(
                        "Where the version stands: schema (the Connect schema version), field:<path> (a field of a Struct, Map or "
                                + "JSON text), header:<name>, or auto: the field schema_version, else the schema, else the gov.schema "
                                + "header. Schema registries number schemas on their own, so prefer a field there.")
                .defaultValue("auto")
                .validator(Checks.check("auto, schema, field:<path> or header:<name>", parses(VersionSource::parse)))
                .build());
        keys.add(action(ON_FUTURE, "On future version", "a version above the accepted range", CLOSED));
        keys.add(action(ON_MISSING, "On missing version", "a record that states no version", ALL));
        keys.add(action(ON_INVALID, "On invalid version", "a version that is not made of numbers and dots", ALL));
        keys.add(action(
                ON_UNKNOWN, "On unknown schema", "another schema name or a version below the accepted range", ALL));
        keys.addAll(Rejector.keys());
        return ConfigKeys.of(keys);
    }

    static SchemaGateConfig of(AbstractConfig config) {
        return new SchemaGateConfig(
                VersionRange.parse(config.getString(ACCEPT)),
                config.getString(NAME),
                VersionSource.parse(config.getString(SOURCE)),
                OnViolation.of(config.getString(ON_FUTURE)),
                OnViolation.of(config.getString(ON_MISSING)),
                OnViolation.of(config.getString(ON_INVALID)),
                OnViolation.of(config.getString(ON_UNKNOWN)));
    }

    private static ConfigKey action(String name, String display, String what, String... choices) {
        return ConfigKey.string(name)
                .group(VIOLATIONS)
                .displayName(display)
                .doc("What happens on " + what
                        + ". quarantine and fail work as for on.reject; drop removes the record and " + "counts it"
                        + (choices.length == ALL.length ? "; tag lets it pass with the rule in gov.rules." : "."))
                .defaultValue("quarantine")
                .validator(Checks.oneOf(choices))
                .recommends((Object[]) choices)
                .width(Width.SHORT)
                .build();
    }

    private static Predicate<Object> parses(Consumer<String> parser) {
        return value -> {
            try {
                parser.accept(value.toString());
                return true;
            } catch (IllegalArgumentException e) {
                return false;
            }
        };
    }
}

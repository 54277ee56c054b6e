/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.schema;

import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import io.affidavit.core.config.ConfigKeys;
import io.affidavit.core.policysource.PolicySources;
import io.affidavit.smt.contract.Contract;
import io.affidavit.smt.reject.Rejector;
import io.affidavit.smt.upcast.Migrations;
import io.affidavit.smt.version.SchemaVersion;
import io.affidavit.smt.version.VersionRange;
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
 * @param migrations that may lead records to another version; null if there are none
 * @param contract what payloads must satisfy; null if anything
 */
record SchemaGateConfig(
        String name,
        VersionSource source,
        OnViolation onFuture,
        OnViolation onMissing,
        OnViolation onInvalid,
        OnViolation onUnknown,
        Migrations migrations,
        Contract contract,
        OnViolation onContract) {

    static final String ACCEPT = "accept";
    static final String NAME = "schema.name";
    static final String SOURCE = "schema.version.source";
    private static final String ON_FUTURE = "on.future";
    private static final String ON_MISSING = "on.missing";
    private static final String ON_INVALID = "on.invalid";
    private static final String ON_UNKNOWN = "on.unknown";

    static final String MIGRATIONS = "migrations";
    static final String TARGET = "target";
    private static final String CONTRACT = "contract";
    private static final String ON_CONTRACT = "on.contract";

    private static final String VERSIONS = "Versions";
    private static final String CHANGES = "Migrations";
    private static final String CONTRACTS = "Contract";
    private static final String VIOLATIONS = "Violations";
    private static final String[] ALL = {"quarantine", "fail", "tag", "drop"};
    private static final String[] CLOSED = {"quarantine", "fail", "drop"};

    static ConfigKeys keys() {
        List<ConfigKey> keys = new ArrayList<>();
        keys.add(ConfigKey.string(ACCEPT)
                .group(VERSIONS)
                .displayName("Accepted versions")
                .doc(
                        "Versions that may pass, as bounds separated by blanks, such as >=1.0 <2. An upper bound is mandatory: a "
                                + "version from the future never passes. Must be set, unless policy.source names a policy document "
                                + "whose schemas say it.")
                .optional()
                .validator(Checks.check(
                        "a version range with an upper bound, such as >=1.0 <2", parses(VersionRange::parse)))
                .agrees(Admissions::agree)
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
        keys.add(ConfigKey.string(TARGET)
                .group(CHANGES)
                .displayName("Target version")
                .doc("The version that records of older accepted versions are brought to by migrations, such as 3.0.")
                .optional()
                .validator(Checks.check("a version such as 3 or 3.0.1", value -> SchemaVersion.of(value) != null))
                .agrees(Admissions::agreeOnTarget)
                .width(Width.SHORT)
                .build());
        keys.add(ConfigKey.string(MIGRATIONS)
                .group(CHANGES)
                .displayName("Migrations")
                .doc(
                        "How records of older versions are brought to the target: the path of a YAML file on every worker, or "
                                + "the YAML itself. Every accepted version must be led to the target.")
                .optional()
                .validator(new DocumentValidator("a YAML file on the worker, or inline YAML", Migrations::of))
                .width(Width.LONG)
                .build());
        keys.add(ConfigKey.string(CONTRACT)
                .group(CONTRACTS)
                .displayName("Contract")
                .doc(
                        "JSON Schema, draft 2020-12, that payloads must satisfy, after migrations: event for the contract of "
                                + "governance events, the path of a JSON file on every worker, or the JSON itself.")
                .optional()
                .validator(new DocumentValidator("event, a JSON file on the worker, or inline JSON", Contract::of))
                .recommends(Contract.EVENT)
                .width(Width.LONG)
                .build());
        keys.add(action(ON_CONTRACT, CONTRACTS, "On broken contract", "a payload that breaks the contract", ALL));
        keys.add(action(ON_FUTURE, VIOLATIONS, "On future version", "a version above the accepted range", CLOSED));
        keys.add(action(ON_MISSING, VIOLATIONS, "On missing version", "a record that states no version", ALL));
        keys.add(action(
                ON_INVALID, VIOLATIONS, "On invalid version", "a version that is not made of numbers and dots", ALL));
        keys.add(action(
                ON_UNKNOWN,
                VIOLATIONS,
                "On unknown schema",
                "another schema name or a version below the accepted range",
                ALL));
        keys.addAll(PolicySources.optionalKeys(SchemaTerms::check));
        keys.addAll(Rejector.keys());
        return ConfigKeys.of(keys);
    }

    /** Reads what stands alone; {@link Admissions} reads what spans keys. */
    static SchemaGateConfig of(AbstractConfig config) {
        String migrations = config.getString(MIGRATIONS);
        String contract = config.getString(CONTRACT);
        return new SchemaGateConfig(
                config.getString(NAME),
                VersionSource.parse(config.getString(SOURCE)),
                OnViolation.of(config.getString(ON_FUTURE)),
                OnViolation.of(config.getString(ON_MISSING)),
                OnViolation.of(config.getString(ON_INVALID)),
                OnViolation.of(config.getString(ON_UNKNOWN)),
                migrations == null ? null : Migrations.of(migrations),
                contract == null ? null : Contract.of(contract),
                OnViolation.of(config.getString(ON_CONTRACT)));
    }

    private static ConfigKey action(String name, String group, String display, String what, String... choices) {
        return ConfigKey.string(name)
                .group(group)
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

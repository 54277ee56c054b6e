/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.schema;

import static io.affidavit.smt.schema.SchemaGateConfig.ACCEPT;
import static io.affidavit.smt.schema.SchemaGateConfig.MIGRATIONS;
import static io.affidavit.smt.schema.SchemaGateConfig.NAME;
import static io.affidavit.smt.schema.SchemaGateConfig.SOURCE;
import static io.affidavit.smt.schema.SchemaGateConfig.TARGET;

import io.affidavit.core.policy.PolicyDocument;
import io.affidavit.core.policy.PolicyException;
import io.affidavit.core.policy.SchemaRange;
import io.affidavit.core.policysource.PolicySources;
import io.affidavit.core.tags.GovHeaders;
import io.affidavit.smt.policysource.InForce;
import io.affidavit.smt.policysource.Ruling;
import io.affidavit.smt.upcast.MigrationException;
import io.affidavit.smt.upcast.Migrations;
import io.affidavit.smt.upcast.Upcasts;
import io.affidavit.smt.version.SchemaVersion;
import io.affidavit.smt.version.VersionRange;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;

/** Makes admissions of the configuration alone, or of it and a policy document, and checks what spans keys. */
final class Admissions {

    private Admissions() {}

    /**
     * Waits for the policy, where there is one.
     *
     * @throws ConfigException if keys do not agree
     * @throws org.apache.kafka.connect.errors.ConnectException if there is no policy to begin with
     */
    static Ruling<Admission> open(AbstractConfig config, SchemaGateConfig gate, InstantSource clock) {
        Map<String, ?> values = config.values();
        if (!governs(values)) {
            return Ruling.always(new Admission.Configured(
                    gate.name(),
                    new Accepted(VersionRange.parse(config.getString(ACCEPT)), upcasts(values, gate.migrations()))));
        }
        return Ruling.by(
                PolicySources.open(
                        config,
                        document -> new InForce<Admission>(
                                governed(document, gate),
                                Map.of(GovHeaders.SCHEMA_POLICY, document.ref().stamp())),
                        clock),
                clock);
    }

    /** Checks what spans keys, but for the ways to the target. */
    static void agree(Map<String, Object> values) {
        governs(values);
    }

    /** Checks the ways to the target, once each key is valid by itself: those that are not have been refused already. */
    @SuppressWarnings("UnusedException")
    static void agreeOnTarget(Map<String, Object> values) {
        try {
            if (!governs(values)) {
                String migrations = (String) values.get(MIGRATIONS);
                upcasts(values, migrations == null ? null : Migrations.of(migrations));
            }
        } catch (IllegalArgumentException e) {
            return;
        }
    }

    /**
     * Whether a document decides which versions pass. What it says and what the configuration says never mix, so that the
     * version on a record explains why it passed.
     *
     * @throws ConfigException naming the key that is missing, or that says what the document is to say
     */
    private static boolean governs(Map<String, ?> values) {
        boolean governed = PolicySources.chosen(values);
        if (!governed && values.containsKey(ACCEPT) && values.get(ACCEPT) == null) {
            throw invalid(
                    ACCEPT,
                    "it is not set, and no policy.source names a document that says it. Set one of them, such as accept to "
                            + ">=1.0 <2.");
        }
        for (String key : new String[] {ACCEPT, TARGET}) {
            if (governed && values.get(key) != null) {
                throw invalid(key, "the policy document decides that. Leave one of them out.");
            }
        }
        if (governed && values.get(MIGRATIONS) != null && values.get(NAME) == null) {
            throw invalid(
                    NAME, "it is not set, and a policy document can name several schemas. Name the one to migrate.");
        }
        return governed;
    }

    /**
     * Null where there is no target.
     *
     * @throws ConfigException if the keys do not agree
     * @throws IllegalArgumentException if one of them is invalid
     */
    private static Upcasts upcasts(Map<String, ?> values, Migrations migrations) {
        String stated = (String) values.get(TARGET);
        if (migrations == null && stated == null) {
            return null;
        }
        if (migrations == null || stated == null) {
            throw new ConfigException("Cannot migrate records: " + (stated == null ? TARGET : MIGRATIONS)
                    + " is not set. Set both " + MIGRATIONS + " and " + TARGET + ", or neither.");
        }
        SchemaVersion target = SchemaVersion.of(stated);
        VersionRange accept = VersionRange.parse(String.valueOf(values.get(ACCEPT)));
        VersionSource source = VersionSource.parse(String.valueOf(values.get(SOURCE)));
        if (target == null) {
            throw new IllegalArgumentException("Invalid target.");
        }
        if (!accept.contains(target)) {
            throw new ConfigException("Cannot migrate records: " + TARGET + " " + target + " is not in " + ACCEPT
                    + ", so that it would be refused when it is read again. Accept it.");
        }
        if (source.wholeNumbers() && !target.whole()) {
            throw new ConfigException("Cannot migrate records: " + TARGET + " is no whole number, and " + SOURCE
                    + " is schema, which states nothing else. Name a field or header there.");
        }
        try {
            return migrations.to(target, accept, source.field());
        } catch (MigrationException e) {
            throw new ConfigException(e.getMessage());
        }
    }

    /** @throws PolicyException if the document cannot be used here, with the place in it */
    private static Admission governed(PolicyDocument document, SchemaGateConfig gate) {
        SchemaTerms.check(document);
        Map<String, Accepted> schemas = new HashMap<>();
        for (SchemaRange range : document.schemas().values()) {
            if (gate.name() == null || gate.name().equals(range.schema())) {
                schemas.put(range.schema(), accepted(range, gate));
            }
        }
        if (schemas.isEmpty()) {
            throw new PolicyException(SchemaTerms.fault(
                    "schemas", "the one of " + NAME + " is not among them. Add it, or correct " + NAME));
        }
        return new Admission.Governed(gate.name(), schemas);
    }

    @SuppressWarnings("UnusedException") // its message is repeated
    private static Accepted accepted(SchemaRange range, SchemaGateConfig gate) {
        VersionRange accept = VersionRange.parse(range.accept());
        SchemaVersion target = SchemaVersion.of(range.target());
        if (target == null) {
            return new Accepted(accept, null);
        }
        String place = "schemas." + range.schema() + ".target";
        if (gate.source().wholeNumbers() && !target.whole()) {
            throw new PolicyException(SchemaTerms.fault(
                    place,
                    "it is no whole number, and " + SOURCE
                            + " is schema, which states nothing else. Name a field or header there"));
        }
        Migrations migrations = gate.migrations() == null ? Migrations.none() : gate.migrations();
        try {
            return new Accepted(
                    accept, migrations.to(target, accept, gate.source().field()));
        } catch (MigrationException e) {
            throw new PolicyException("Cannot use policy: " + place + ": " + e.getMessage());
        }
    }

    private static ConfigException invalid(String key, String why) {
        return new ConfigException("Invalid value for configuration " + key + ": " + why);
    }
}

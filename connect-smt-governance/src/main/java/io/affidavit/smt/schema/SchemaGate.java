/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.schema;

import io.affidavit.core.config.ConfigKeys;
import io.affidavit.core.metrics.Meters;
import io.affidavit.core.policy.PolicyException;
import io.affidavit.core.policysource.PolicySources;
import io.affidavit.core.tags.GovHeaders;
import io.affidavit.core.tags.RepeatedHeader;
import io.affidavit.smt.contract.Breach;
import io.affidavit.smt.contract.Contract;
import io.affidavit.smt.policysource.InForce;
import io.affidavit.smt.policysource.Ruling;
import io.affidavit.smt.reject.Rejection;
import io.affidavit.smt.reject.Rejector;
import io.affidavit.smt.upcast.Upcast;
import io.affidavit.smt.upcast.UpcastException;
import io.affidavit.smt.upcast.Upcasts;
import io.affidavit.smt.version.SchemaVersion;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.SchemaAndValue;

/**
 * Lets records of accepted versions pass, brought to the target version where there is one and checked against the contract
 * where there is one, stamped with what was seen. Acts on all others as configured. Safe for many threads.
 */
public final class SchemaGate<R extends ConnectRecord<R>> implements AutoCloseable {

    private static final String UNNAMED = "unnamed";

    private final SchemaGateConfig config;
    private final Ruling<Admission> ruling;
    private final Contract contract;
    private final Rejector<R> rejector;
    /** Whether JSON text must be parsed at all. */
    private final boolean readsContent;

    private volatile GateMeters meters = new GateMeters(Meters.none());
    private volatile Labels last;
    private final RepeatedHeader schemas = new RepeatedHeader(GovHeaders.SCHEMA);

    /**
     * Waits for the policy, where one decides.
     *
     * @throws org.apache.kafka.common.config.ConfigException if keys do not agree, such as an accepted version that no
     *     migration leads to the target
     * @throws org.apache.kafka.connect.errors.ConnectException if there is no policy to begin with
     */
    public SchemaGate(AbstractConfig config, Rejector<R> rejector, InstantSource clock) {
        this.config = SchemaGateConfig.of(config);
        this.contract = this.config.contract();
        this.rejector = rejector;
        this.readsContent =
                this.config.source().field() != null || this.config.migrations() != null || contract != null;
        this.ruling = Admissions.open(config, this.config, clock);
    }

    /** Every key of the transform, those of rejects included. */
    public static ConfigKeys keys() {
        return SchemaGateConfig.keys();
    }

    public void metersReady(Meters ready) {
        meters = new GateMeters(ready);
        ruling.metersReady(ready);
    }

    /** The record with its stamps, its rejected form, or null where it is to be dropped. */
    public R pass(R record) {
        GateMeters counts = meters;
        long begun = counts.seen();
        try {
            return judged(record);
        } finally {
            counts.judged(begun);
        }
    }

    @SuppressWarnings("UnusedException") // the rule says it
    private R judged(R record) {
        InForce<Admission> admission;
        try {
            admission = ruling.at(record.timestamp());
        } catch (PolicyException e) {
            meters.broken(PolicySources.STALE);
            return rejector.reject(record, PolicySources.STALE, null);
        }
        return judged(admission.stamped(record), admission.terms());
    }

    private R judged(R record, Admission admission) {
        Object content = readsContent ? Content.of(record.value()) : record.value();
        Object stated = config.source().stated(record, content);
        String name = name(record);
        Accepted accepted = admission.of(name);
        if (accepted == null) {
            return act(record, "schema.name.unknown", null, null, config.onUnknown());
        }
        if (stated == null) {
            return act(record, "schema.version.missing", null, accepted, config.onMissing());
        }
        SchemaVersion version = SchemaVersion.of(stated);
        if (version == null) {
            return act(record, "schema.version.invalid", null, accepted, config.onInvalid());
        }
        if (accepted.versions().contains(version)) {
            return pass(record, name, version, content, accepted);
        }
        return accepted.versions().before(version)
                ? act(record, "schema.version.future", version, accepted, config.onFuture())
                : act(record, "schema.version.past", version, accepted, config.onUnknown());
    }

    private R pass(R record, String name, SchemaVersion version, Object content, Accepted accepted) {
        Stamps<R> stamps = new Stamps<>(record);
        Object judged = content;
        Upcasts upcasts = accepted.upcasts();
        Upcast upcast = upcasts == null ? null : upcasts.from(version);
        if (upcast != null) {
            try {
                SchemaAndValue rewritten = upcast.apply(record.valueSchema(), content);
                judged = rewritten.value();
                stamps.value(rewritten.schema(), Content.like(record.value(), judged));
            } catch (UpcastException e) {
                meters.broken(e.rule());
                return rejector.reject(
                        record,
                        Rejection.ofVersion(
                                e.rule(),
                                e.path(),
                                version.toString(),
                                accepted.versions().toString()));
            }
        }
        Labels labels = labels(name, version, upcast == null ? version : upcasts.target());
        if (upcast != null) {
            stamps.migrated(labels.from(), upcasts.target(), config.source().header());
        }
        stamps.schema(schemas, labels.schema());
        List<Breach> breaches = contract == null ? List.of() : contract.check(judged);
        if (breaches.isEmpty()) {
            meters.passed(upcast != null);
            return stamps.record();
        }
        return broken(record, breaches, stamps);
    }

    private R broken(R record, List<Breach> breaches, Stamps<R> stamps) {
        breaches.stream().map(Breach::rule).distinct().forEach(meters::broken);
        String list = breaches.stream().map(Breach::toString).collect(Collectors.joining(","));
        if (config.onContract() == OnViolation.TAG) {
            meters.tagged();
            breaches.stream().map(Breach::rule).distinct().forEach(stamps::rule);
            return stamps.header(GovHeaders.CONTRACT, list).record();
        }
        Breach first = breaches.get(0);
        return rejector.reject(
                new Stamps<>(record).header(GovHeaders.CONTRACT, list).record(),
                Rejection.of(first.rule(), first.path()),
                config.onContract().onReject());
    }

    /** @param accepted of the record's schema; null if nothing is */
    private R act(R record, String rule, SchemaVersion seen, Accepted accepted, OnViolation action) {
        meters.broken(rule);
        if (action == OnViolation.TAG) {
            meters.tagged();
            return new Stamps<>(record).rule(rule).record();
        }
        Rejection rejection = Rejection.ofVersion(
                rule,
                config.source().path(),
                Objects.toString(seen, null),
                accepted == null ? null : accepted.versions().toString());
        return rejector.reject(record, rejection, action.onReject());
    }

    /** Records of one version mostly come one after the other, so the texts of the last one are kept. */
    private Labels labels(String name, SchemaVersion from, SchemaVersion to) {
        Labels known = last;
        if (known == null || !known.of(name, from, to)) {
            known = new Labels(name, from, to, from.toString(), stamped(name) + ":" + to);
            last = known;
        }
        return known;
    }

    /** The name the record itself gives; null if it gives none. */
    private static String name(ConnectRecord<?> record) {
        if (record.valueSchema() != null && record.valueSchema().name() != null) {
            return record.valueSchema().name();
        }
        String stamped = GovHeaders.text(record.headers(), GovHeaders.SCHEMA);
        int colon = stamped == null ? -1 : stamped.lastIndexOf(':');
        return colon <= 0 ? null : stamped.substring(0, colon);
    }

    private String stamped(String name) {
        if (name != null) {
            return name;
        }
        return config.name() == null ? UNNAMED : config.name();
    }

    /** What records of a name are stamped with, by the version they came in and the one they leave in. */
    private record Labels(String name, SchemaVersion version, SchemaVersion target, String from, String schema) {

        boolean of(String otherName, SchemaVersion otherVersion, SchemaVersion otherTarget) {
            return version.equals(otherVersion) && target.equals(otherTarget) && Objects.equals(name, otherName);
        }
    }

    @Override
    public void close() {
        ruling.close();
    }
}

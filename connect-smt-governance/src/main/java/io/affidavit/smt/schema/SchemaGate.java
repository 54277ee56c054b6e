/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.schema;

import io.affidavit.core.tags.GovHeaders;
import io.affidavit.smt.reject.Rejection;
import io.affidavit.smt.reject.Rejector;
import java.util.Objects;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.header.Headers;

/** Lets records of accepted versions pass, stamped with what was seen, and acts on all others. Safe for many threads. */
public final class SchemaGate<R extends ConnectRecord<R>> {

    private static final String UNNAMED = "unnamed";

    private final SchemaGateConfig config;
    private final Rejector<R> rejector;

    public SchemaGate(AbstractConfig config, Rejector<R> rejector) {
        this.config = SchemaGateConfig.of(config);
        this.rejector = rejector;
    }

    /** The record with its {@code gov.schema} stamp, its rejected form, or null where it is to be dropped. */
    public R pass(R record) {
        Object stated = config.source().stated(record);
        SchemaVersion version = SchemaVersion.of(stated);
        String name = name(record);
        if (config.name() != null && name != null && !name.equals(config.name())) {
            return act(record, "schema.name.unknown", null, config.onUnknown());
        }
        if (stated == null) {
            return act(record, "schema.version.missing", null, config.onMissing());
        }
        if (version == null) {
            return act(record, "schema.version.invalid", null, config.onInvalid());
        }
        if (config.accept().contains(version)) {
            return stamp(record, GovHeaders.SCHEMA, stamped(name) + ":" + version);
        }
        return config.accept().before(version)
                ? act(record, "schema.version.future", version, config.onFuture())
                : act(record, "schema.version.past", version, config.onUnknown());
    }

    private R act(R record, String rule, SchemaVersion seen, OnViolation action) {
        if (action == OnViolation.TAG) {
            String earlier = GovHeaders.text(record.headers(), GovHeaders.RULES);
            return stamp(record, GovHeaders.RULES, earlier == null ? rule : earlier + "," + rule);
        }
        Rejection rejection = Rejection.ofVersion(
                rule,
                config.source().path(),
                Objects.toString(seen, null),
                config.accept().toString());
        return rejector.reject(record, rejection, action.onReject());
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

    private R stamp(R record, String header, String value) {
        Headers headers = record.headers().duplicate();
        headers.remove(header).addString(header, value);
        return record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                record.valueSchema(),
                record.value(),
                record.timestamp(),
                headers);
    }
}

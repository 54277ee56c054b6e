/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.schema;

import io.affidavit.core.tags.GovHeaders;
import io.affidavit.core.tags.RepeatedHeader;
import io.affidavit.smt.version.SchemaVersion;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.Headers;

/** Collects what a record leaves with: headers of its own and perhaps another value. The record itself stays as it is. */
final class Stamps<R extends ConnectRecord<R>> {

    private final R record;
    private final Headers headers;
    private Schema schema;
    private Object value;

    Stamps(R record) {
        this.record = record;
        this.headers = record.headers().duplicate();
        this.schema = record.valueSchema();
        this.value = record.value();
    }

    void value(Schema newSchema, Object newValue) {
        schema = newSchema;
        value = newValue;
    }

    /** @param stating the header that stated the version, or null: it must not state the old one any more */
    void migrated(String from, SchemaVersion to, String stating) {
        header(GovHeaders.MIGRATED_FROM, from);
        String stated = stating == null ? null : GovHeaders.text(headers, stating);
        if (stated != null) {
            header(stating, stated.substring(0, stated.lastIndexOf(':') + 1) + to);
        }
    }

    void schema(RepeatedHeader header, String nameAndVersion) {
        headers.remove(GovHeaders.SCHEMA);
        header.add(headers, nameAndVersion);
    }

    /** Adds a rule that the record broke. */
    Stamps<R> rule(String rule) {
        String earlier = GovHeaders.text(headers, GovHeaders.RULES);
        return header(GovHeaders.RULES, earlier == null ? rule : earlier + "," + rule);
    }

    Stamps<R> header(String name, String text) {
        headers.remove(name);
        headers.addString(name, text);
        return this;
    }

    R record() {
        return record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                schema,
                value,
                record.timestamp(),
                headers);
    }
}

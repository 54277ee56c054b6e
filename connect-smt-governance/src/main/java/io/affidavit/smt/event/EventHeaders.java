/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.event;

import io.affidavit.core.contract.EventContract;
import io.affidavit.core.tags.GovHeaders;
import io.affidavit.smt.row.Times;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;

/** The headers of an event: CloudEvents 1.0.2 in binary mode of its Kafka binding, and our tags. */
final class EventHeaders {

    private static final String SCHEMA = EventContract.NAME + ":" + EventContract.VERSION;
    private static final String DATASCHEMA = "urn:affidavit:schema:" + SCHEMA;
    private static final Set<String> REPLACED = Set.of(
            GovHeaders.RETENTION_CLASS,
            GovHeaders.LEGAL_HOLD,
            GovHeaders.REPLAY,
            GovHeaders.SCHEMA,
            GovHeaders.RULES,
            GovHeaders.ROW_EVENTS,
            "ce_specversion",
            "ce_id",
            "ce_source",
            GovHeaders.CE_TYPE,
            "ce_time",
            "ce_subject",
            "ce_dataschema");

    private EventHeaders() {}

    /**
     * What the record brought, without the hand-over of the source, and with our own.
     *
     * @param events how many events the row gives; written where it is more than one
     * @param rules that fired, joined by commas; null for none
     */
    static Headers of(
            Headers brought,
            SourceUri source,
            Identity identity,
            long eventMillis,
            Lifecycle lifecycle,
            int events,
            String rules) {
        ConnectHeaders headers = new ConnectHeaders();
        for (Header header : brought) {
            if (!header.key().startsWith(GovHeaders.SOURCE_PREFIX) && !REPLACED.contains(header.key())) {
                headers.add(header);
            }
        }
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", identity.eventId());
        add(headers, "ce_source", source.text());
        add(headers, GovHeaders.CE_TYPE, GovHeaders.typeOf(identity.category()));
        add(headers, "ce_time", Times.iso(eventMillis));
        add(headers, "ce_subject", identity.entityId());
        add(headers, "ce_dataschema", DATASCHEMA);
        add(headers, GovHeaders.SCHEMA, SCHEMA);
        add(headers, GovHeaders.RETENTION_CLASS, lifecycle.retentionClass());
        add(headers, GovHeaders.LEGAL_HOLD, lifecycle.hold().headerText());
        add(headers, GovHeaders.REPLAY, lifecycle.replayPermission());
        if (events > 1) {
            add(headers, GovHeaders.ROW_EVENTS, Integer.toString(events));
        }
        String fired = joined(GovHeaders.text(brought, GovHeaders.RULES), rules);
        if (fired != null) {
            add(headers, GovHeaders.RULES, fired);
        }
        return headers;
    }

    private static String joined(String earlier, String rules) {
        return earlier == null ? rules : rules == null ? earlier : earlier + "," + rules;
    }

    private static void add(ConnectHeaders headers, String name, String value) {
        headers.add(name, value, Schema.STRING_SCHEMA);
    }
}

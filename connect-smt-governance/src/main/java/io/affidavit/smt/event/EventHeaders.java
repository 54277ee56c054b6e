/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.event;

import io.affidavit.core.contract.EventContract;
import io.affidavit.core.tags.GovHeaders;
import io.affidavit.core.tags.RepeatedHeader;
import io.affidavit.smt.row.Times;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;

/** The headers of an event: CloudEvents 1.0.2 in binary mode of its Kafka binding, and our tags. Safe for use by many threads. */
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

    private final RepeatedHeader specversion = new RepeatedHeader("ce_specversion");
    private final RepeatedHeader source = new RepeatedHeader("ce_source");
    private final RepeatedHeader type = new RepeatedHeader(GovHeaders.CE_TYPE);
    private final RepeatedHeader dataschema = new RepeatedHeader("ce_dataschema");
    private final RepeatedHeader schema = new RepeatedHeader(GovHeaders.SCHEMA);
    private final RepeatedHeader retention = new RepeatedHeader(GovHeaders.RETENTION_CLASS);
    private final RepeatedHeader hold = new RepeatedHeader(GovHeaders.LEGAL_HOLD);
    private final RepeatedHeader replay = new RepeatedHeader(GovHeaders.REPLAY);
    /** That of the last row. */
    private volatile SourceUri uri;

    /**
     * What the record brought, without the hand-over of the source, and with our own.
     *
     * @param events how many events the row gives; written where it is more than one
     * @param rules that fired, joined by commas; null for none
     */
    Headers of(
            Headers brought,
            Origin origin,
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
        specversion.add(headers, "1.0");
        add(headers, "ce_id", identity.eventId());
        source.add(headers, source(origin));
        type.add(headers, GovHeaders.typeOf(identity.category()));
        add(headers, "ce_time", Times.iso(eventMillis));
        add(headers, "ce_subject", identity.entityId());
        dataschema.add(headers, DATASCHEMA);
        schema.add(headers, SCHEMA);
        retention.add(headers, lifecycle.retentionClass());
        hold.add(headers, lifecycle.hold().headerText());
        replay.add(headers, lifecycle.replayPermission());
        if (events > 1) {
            add(headers, GovHeaders.ROW_EVENTS, Integer.toString(events));
        }
        String fired = joined(GovHeaders.text(brought, GovHeaders.RULES), rules);
        if (fired != null) {
            add(headers, GovHeaders.RULES, fired);
        }
        return headers;
    }

    private String source(Origin origin) {
        SourceUri known = uri;
        if (known == null || !known.names(origin)) {
            known = SourceUri.of(origin);
            uri = known;
        }
        return known.text();
    }

    private static String joined(String earlier, String rules) {
        return earlier == null ? rules : rules == null ? earlier : earlier + "," + rules;
    }

    private static void add(ConnectHeaders headers, String name, String value) {
        headers.add(name, value, Schema.STRING_SCHEMA);
    }
}

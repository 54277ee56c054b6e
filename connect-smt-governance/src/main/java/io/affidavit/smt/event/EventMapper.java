/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.event;

import io.affidavit.core.contract.EventContract;
import io.affidavit.smt.mapping.Mapping;
import io.affidavit.smt.reject.Rejector;
import io.affidavit.smt.row.Row;
import io.affidavit.smt.row.RowReader;
import java.time.InstantSource;
import java.util.Date;
import java.util.regex.Pattern;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** Turns records into governance events. Safe for use by many threads. */
public final class EventMapper<R extends ConnectRecord<R>> {

    private static final Pattern CATEGORY = Pattern.compile("[a-z][a-z_]{0,63}");

    private final EventConfig config;
    private final RowReader rows;
    private final Rejector<R> rejector;
    private final InstantSource clock;

    /** @param clock tells when a record without hand-over was observed */
    public EventMapper(EventConfig config, Rejector<R> rejector, InstantSource clock) {
        this.config = config;
        this.rows = config.mapping().rows();
        this.rejector = rejector;
        this.clock = clock;
    }

    /** The event, or the rejected record where its value is no object or lacks key, category or time. */
    public R map(R record) {
        if (record.value() instanceof Struct struct
                && EventContract.NAME.equals(struct.schema().name())) {
            return record;
        }
        Row row = rows.open(record.value());
        if (row == null) {
            return rejector.reject(record, "mapping.input", null);
        }
        Mapping mapping = config.mapping();
        Origin origin = Origin.of(record, row, config);
        if (origin.key() == null) {
            return rejector.reject(record, "mapping.required", "source.key");
        }
        String category = mapping.category(row);
        if (category == null || !CATEGORY.matcher(category).matches()) {
            return rejector.reject(record, "mapping.required", "category");
        }
        EventBuilder builder = new EventBuilder();
        builder.assign(mapping.assignments(), row);
        Date time = builder.eventTime();
        if (time == null) {
            return rejector.reject(record, "mapping.required", "event_time");
        }
        Identity identity = Identity.of(origin, category);
        builder.identity(identity, observed(origin), config.defaultTenant());
        builder.origin(origin, mapping.id(), mapping.version());
        builder.contentState();
        builder.attributes(row);
        Lifecycle lifecycle =
                Lifecycle.of(mapping.lifecycle().decide(row), record.headers(), config.defaultRetentionClass());
        builder.lifecycle(lifecycle);
        return record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                Schema.STRING_SCHEMA,
                builder.kafkaKey(),
                EventContract.connectSchema(),
                builder.build(),
                record.timestamp(),
                EventHeaders.of(record.headers(), origin, identity, time.getTime(), lifecycle));
    }

    private long observed(Origin origin) {
        return origin.observedMs() == null ? clock.millis() : origin.observedMs();
    }
}

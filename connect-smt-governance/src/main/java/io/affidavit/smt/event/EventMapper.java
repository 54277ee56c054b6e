/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.event;

import io.affidavit.core.contract.EventContract;
import io.affidavit.core.metrics.Meters;
import io.affidavit.smt.mapping.EventRule;
import io.affidavit.smt.mapping.Mapping;
import io.affidavit.smt.reject.Rejector;
import io.affidavit.smt.row.ColumnChanges;
import io.affidavit.smt.row.Row;
import io.affidavit.smt.row.RowReader;
import java.time.InstantSource;
import java.util.Date;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** Makes events of records. Safe for use by many threads. */
public final class EventMapper<R extends ConnectRecord<R>> {

    private static final int LONGEST_CATEGORY = 64;

    private final EventConfig config;
    private final Mapping mapping;
    private final RowReader rows;
    private final ColumnWatch columns;
    private final Rejector<R> rejector;
    private final InstantSource clock;
    private final EventHeaders headers = new EventHeaders();
    private volatile EventMeters meters = EventMeters.NONE;

    /** @param clock tells when a record without hand-over was observed */
    public EventMapper(EventConfig config, Rejector<R> rejector, InstantSource clock) {
        this.config = config;
        this.mapping = config.mapping();
        this.rows = mapping.rows();
        this.columns = new ColumnWatch(mapping.info(), config.onChange());
        this.rejector = rejector;
        this.clock = clock;
    }

    public void metersReady(Meters ready) {
        meters = new EventMeters(ready);
    }

    /**
     * The event that the record is handed over for, the rejected record where there can be none, or null where its row
     * gives fewer events.
     */
    public R map(R record) {
        if (record.value() instanceof Struct struct
                && EventContract.NAME.equals(struct.schema().name())) {
            return record;
        }
        EventMeters counts = meters;
        counts.seen.add(1);
        long begun = counts.time.begin();
        R result = event(record);
        counts.time.end(begun);
        return result;
    }

    private R event(R record) {
        HandOver handOver = HandOver.of(record.headers());
        if (handOver == null) {
            return reject(record, RowRule.ORDINAL, null);
        }
        Row row = rows.open(record.value());
        if (row == null) {
            return refuse(record, handOver, RowRule.INPUT, null);
        }
        ColumnChanges changes = row.changes();
        String tags = null;
        for (RowRule broken : columns.broken(changes)) {
            OnChange action = columns.action(broken);
            if (action.refusal() != null) {
                String path = ColumnWatch.path(broken, changes);
                return handOver.first() ? reject(record, broken, path, action) : unused();
            }
            tags = handOver.first() ? tagged(tags, broken, action) : tags;
        }
        return handOver.first() ? own(record, row, handOver, tags) : further(record, row, handOver, tags);
    }

    private R own(R record, Row row, HandOver handOver, String columnTags) {
        int events = mapping.events(row);
        String tags = columnTags;
        if (events > handOver.events()) {
            OnChange action = config.onChange().moreEvents();
            if (action.refusal() != null) {
                return reject(record, RowRule.MORE_EVENTS, null, action);
            }
            tags = tagged(tags, RowRule.MORE_EVENTS, action);
        }
        return make(record, row, handOver, mapping.event(), events, tags);
    }

    private R further(R record, Row row, HandOver handOver, String tags) {
        return mapping.furtherEvent(row, handOver.ordinal())
                .map(rule -> make(record, row, handOver, rule, 1, tags))
                .orElseGet(this::unused);
    }

    private R make(R record, Row row, HandOver handOver, EventRule rule, int events, String tags) {
        Origin origin = Origin.of(record, row, config);
        if (origin.key() == null) {
            return refuse(record, handOver, RowRule.REQUIRED, "source.key");
        }
        String category = rule.category(row);
        EventBuilder builder = new EventBuilder();
        builder.assign(rule.assignments(), row);
        Date time = builder.eventTime();
        if (time == null || !isCategory(category)) {
            String path = isCategory(category) ? "event_time" : "category";
            return handOver.first() || givesOwn(row) ? reject(record, RowRule.REQUIRED, path) : unused();
        }
        Identity identity = Identity.of(origin, category, handOver.ordinal());
        builder.identity(identity, observed(origin), config.defaultTenant());
        builder.origin(origin, mapping.info().id(), mapping.info().version());
        if (handOver.first()) {
            builder.contentState();
            builder.attributes(row);
        } else {
            builder.furtherContentState();
        }
        Lifecycle lifecycle =
                Lifecycle.of(mapping.lifecycle().decide(row), record.headers(), config.defaultRetentionClass());
        builder.lifecycle(lifecycle);
        meters.mapped.add(1);
        return record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                Schema.STRING_SCHEMA,
                builder.kafkaKey(),
                config.form().schema(),
                builder.build(config.form()),
                record.timestamp(),
                headers.of(record.headers(), origin, identity, time.getTime(), lifecycle, events, tags));
    }

    /** Whether the row's own event can be made: a row without one is refused once, not once for each of its events. */
    private boolean givesOwn(Row row) {
        EventBuilder builder = new EventBuilder();
        builder.assign(mapping.event().assignments(), row);
        return builder.eventTime() != null && isCategory(mapping.event().category(row));
    }

    /** Lower-case letters, with low lines after the first. */
    private static boolean isCategory(String text) {
        if (text == null || text.isEmpty() || text.length() > LONGEST_CATEGORY || text.charAt(0) == '_') {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < 'a' || c > 'z') && c != '_') {
                return false;
            }
        }
        return true;
    }

    private String tagged(String tags, RowRule rule, OnChange action) {
        meters.fired(rule);
        if (action == OnChange.IGNORE) {
            return tags;
        }
        return tags == null ? rule.text() : tags + "," + rule.text();
    }

    /** What refuses a row refuses all its events: the row is rejected once, as its own event. */
    private R refuse(R record, HandOver handOver, RowRule rule, String path) {
        return handOver.first() ? reject(record, rule, path) : unused();
    }

    private R reject(R record, RowRule rule, String path) {
        meters.fired(rule);
        return rejector.reject(record, rule.rejection(path));
    }

    private R reject(R record, RowRule rule, String path, OnChange action) {
        meters.fired(rule);
        return rejector.reject(record, rule.rejection(path), action.refusal());
    }

    private R unused() {
        meters.unused.add(1);
        return null;
    }

    private long observed(Origin origin) {
        return origin.observedMs() == null ? clock.millis() : origin.observedMs();
    }
}

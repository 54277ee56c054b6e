/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.event;

import io.affidavit.core.contract.EventContract;
import io.affidavit.smt.mapping.Assignment;
import io.affidavit.smt.mapping.Target;
import io.affidavit.smt.row.Row;
import java.util.Date;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** Fills one event; groups come into being with their first field. For one thread. */
final class EventBuilder {

    private static final Schema SCHEMA = EventContract.connectSchema();
    private static final Field IDENTITY = SCHEMA.field("identity");
    private static final Field CONTENT = SCHEMA.field("content");
    private static final Field OPERATIONAL = SCHEMA.field("operational");
    private static final Field LIFECYCLE = SCHEMA.field("lifecycle");
    private static final Field SOURCE = SCHEMA.field("source");
    private static final Field INTEGRITY = SCHEMA.field("integrity");

    private static final Field EVENT_TIME = SCHEMA.field("event_time");
    private static final Field TENANT_ID = SCHEMA.field("tenant_id");
    private static final Field ENTITY_ID = SCHEMA.field("entity_id");
    private static final Field CONTENT_STATE = CONTENT.schema().field("content_state");
    private static final Field TRACE_ID = OPERATIONAL.schema().field("trace_id");
    private static final Field CONVERSATION_ID = IDENTITY.schema().field("conversation_id");
    private static final Field SESSION_ID = IDENTITY.schema().field("session_id");

    private final Struct event = new Struct(SCHEMA);
    /** By index of the group in the event. */
    private final Struct[] groups = new Struct[SCHEMA.fields().size()];

    void assign(List<Assignment> assignments, Row row) {
        for (int i = 0; i < assignments.size(); i++) {
            Assignment assignment = assignments.get(i);
            Object value = assignment.value(row);
            if (value != null) {
                Target target = assignment.target();
                Struct holder = target.group() == null ? event : group(target.group());
                holder.put(target.field(), value);
            }
        }
    }

    Date eventTime() {
        return (Date) event.get(EVENT_TIME);
    }

    void identity(Identity identity, long observedMs, String defaultTenant) {
        event.put("event_id", identity.eventId());
        event.put(ENTITY_ID, identity.entityId());
        event.put("category", identity.category());
        event.put("observed_time", new Date(observedMs));
        event.put("schema_version", EventContract.VERSION);
        if (event.get(TENANT_ID) == null) {
            event.put(TENANT_ID, defaultTenant);
        }
    }

    void origin(Origin origin, String mappingId, String mappingVersion) {
        Struct source = group(SOURCE);
        source.put("system", origin.system());
        source.put("instance", origin.instance());
        source.put("entity", origin.entity());
        source.put("key", origin.key());
        source.put("position", origin.position());
        source.put("row_hash", origin.rowHash());
        source.put("mapping_id", mappingId);
        source.put("mapping_version", mappingVersion);
        source.put("migrated", origin.migrated());
        if (source.get("coverage") == null) {
            source.put("coverage", "unknown");
        }
        if (origin.keyId() != null) {
            group(INTEGRITY).put("key_id", origin.keyId());
        }
    }

    /** As {@link #contentState}, for events that need not have content. */
    void furtherContentState() {
        if (groups[CONTENT.index()] != null) {
            contentState();
        }
    }

    /** What the mapping does not say about the content follows from whether there is any. */
    void contentState() {
        Struct content = group(CONTENT);
        if (content.get(CONTENT_STATE) == null) {
            boolean absent = content.get("input_messages_json") == null
                    && content.get("output_messages_json") == null
                    && content.get("system_instructions_json") == null;
            content.put(CONTENT_STATE, absent ? "absent_at_source" : "full");
        }
    }

    void lifecycle(Lifecycle lifecycle) {
        Struct group = group(LIFECYCLE);
        group.put("retention_class", lifecycle.retentionClass());
        group.put("legal_hold", lifecycle.hold().held());
        group.put("legal_hold_ids", lifecycle.legalHoldIds());
        group.put("replay_permission", lifecycle.replayPermission());
    }

    void attributes(Row row) {
        event.put("attributes", row.leftovers());
    }

    /** Tenant, then the id that keeps the events of one decision in order. */
    String kafkaKey() {
        String chain = text(OPERATIONAL, TRACE_ID);
        chain = chain == null ? text(IDENTITY, CONVERSATION_ID) : chain;
        chain = chain == null ? text(IDENTITY, SESSION_ID) : chain;
        chain = chain == null ? (String) event.get(ENTITY_ID) : chain;
        return event.get(TENANT_ID) + "|" + chain;
    }

    /** The finished event. */
    Struct build() {
        return event.put(SOURCE, groups[SOURCE.index()]);
    }

    private String text(Field group, Field field) {
        Struct holder = groups[group.index()];
        return holder == null ? null : (String) holder.get(field);
    }

    /** A Struct checks a group when it takes it: an empty one costs least, but one with required fields cannot be taken. */
    private Struct group(Field field) {
        Struct group = groups[field.index()];
        if (group == null) {
            group = new Struct(field.schema());
            groups[field.index()] = group;
            if (field.index() != SOURCE.index()) {
                event.put(field, group);
            }
        }
        return group;
    }
}

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

/** Fills one event of the contract. For one record; not thread-safe. */
final class EventBuilder {

    private static final Schema SCHEMA = EventContract.connectSchema();
    private static final int WIDTH = SCHEMA.fields().size();
    /** How many fields each group has, by its index. */
    private static final int[] WIDTHS = SCHEMA.fields().stream()
            .map(Field::schema)
            .mapToInt(
                    field -> field.type() == Schema.Type.STRUCT ? field.fields().size() : 0)
            .toArray();

    private static final int EVENT_ID = top("event_id");
    private static final int ENTITY_ID = top("entity_id");
    private static final int CATEGORY = top("category");
    private static final int EVENT_TIME = top("event_time");
    private static final int OBSERVED_TIME = top("observed_time");
    private static final int TENANT_ID = top("tenant_id");
    private static final int SCHEMA_VERSION = top("schema_version");
    private static final int ATTRIBUTES = top("attributes");

    private static final Slot CONVERSATION_ID = Slot.of("identity", "conversation_id");
    private static final Slot SESSION_ID = Slot.of("identity", "session_id");
    private static final Slot TRACE_ID = Slot.of("operational", "trace_id");
    private static final Slot CONTENT_STATE = Slot.of("content", "content_state");
    private static final Slot INPUT = Slot.of("content", "input_messages_json");
    private static final Slot OUTPUT = Slot.of("content", "output_messages_json");
    private static final Slot INSTRUCTIONS = Slot.of("content", "system_instructions_json");
    private static final Slot SYSTEM = Slot.of("source", "system");
    private static final Slot INSTANCE = Slot.of("source", "instance");
    private static final Slot ENTITY = Slot.of("source", "entity");
    private static final Slot KEY = Slot.of("source", "key");
    private static final Slot POSITION = Slot.of("source", "position");
    private static final Slot ROW_HASH = Slot.of("source", "row_hash");
    private static final Slot MAPPING_ID = Slot.of("source", "mapping_id");
    private static final Slot MAPPING_VERSION = Slot.of("source", "mapping_version");
    private static final Slot MIGRATED = Slot.of("source", "migrated");
    private static final Slot COVERAGE = Slot.of("source", "coverage");
    private static final Slot KEY_ID = Slot.of("integrity", "key_id");
    private static final Slot RETENTION_CLASS = Slot.of("lifecycle", "retention_class");
    private static final Slot LEGAL_HOLD = Slot.of("lifecycle", "legal_hold");
    private static final Slot LEGAL_HOLD_IDS = Slot.of("lifecycle", "legal_hold_ids");
    private static final Slot REPLAY_PERMISSION = Slot.of("lifecycle", "replay_permission");

    /** Where a field of a group is, by index of the group in the event and of the field in the group. */
    private record Slot(int group, int field) {
        static Slot of(String group, String field) {
            Field parent = SCHEMA.field(group);
            return new Slot(parent.index(), parent.schema().field(field).index());
        }
    }

    private final Object[] top = new Object[WIDTH];
    private final Object[][] groups = new Object[WIDTH][];

    void assign(List<Assignment> assignments, Row row) {
        for (int i = 0; i < assignments.size(); i++) {
            Assignment assignment = assignments.get(i);
            Object value = assignment.value(row);
            if (value != null) {
                Target target = assignment.target();
                Object[] holder =
                        target.group() == null ? top : group(target.group().index());
                holder[target.field().index()] = value;
            }
        }
    }

    Date eventTime() {
        return (Date) top[EVENT_TIME];
    }

    void identity(Identity identity, long observedMs, String defaultTenant) {
        top[EVENT_ID] = identity.eventId();
        top[ENTITY_ID] = identity.entityId();
        top[CATEGORY] = identity.category();
        top[OBSERVED_TIME] = new Date(observedMs);
        top[SCHEMA_VERSION] = EventContract.VERSION;
        if (top[TENANT_ID] == null) {
            top[TENANT_ID] = defaultTenant;
        }
    }

    void origin(Origin origin, String mappingId, String mappingVersion) {
        put(SYSTEM, origin.system());
        put(INSTANCE, origin.instance());
        put(ENTITY, origin.entity());
        put(KEY, origin.key());
        put(POSITION, origin.position());
        put(ROW_HASH, origin.rowHash());
        put(MAPPING_ID, mappingId);
        put(MAPPING_VERSION, mappingVersion);
        put(MIGRATED, origin.migrated());
        if (get(COVERAGE) == null) {
            put(COVERAGE, "unknown");
        }
        if (origin.keyId() != null) {
            put(KEY_ID, origin.keyId());
        }
    }

    /** As {@link #contentState}, for events that need not have content. */
    void furtherContentState() {
        if (groups[CONTENT_STATE.group()] != null) {
            contentState();
        }
    }

    /** What the mapping does not say about the content follows from whether there is any. */
    void contentState() {
        if (get(CONTENT_STATE) == null) {
            boolean absent = get(INPUT) == null && get(OUTPUT) == null && get(INSTRUCTIONS) == null;
            put(CONTENT_STATE, absent ? "absent_at_source" : "full");
        }
    }

    void lifecycle(Lifecycle lifecycle) {
        put(RETENTION_CLASS, lifecycle.retentionClass());
        put(LEGAL_HOLD, lifecycle.hold().held());
        put(LEGAL_HOLD_IDS, lifecycle.legalHoldIds());
        put(REPLAY_PERMISSION, lifecycle.replayPermission());
    }

    void attributes(Row row) {
        top[ATTRIBUTES] = row.leftovers();
    }

    /** Tenant, then the id that keeps the events of one decision in order. */
    String kafkaKey() {
        Object chain = get(TRACE_ID);
        chain = chain == null ? get(CONVERSATION_ID) : chain;
        chain = chain == null ? get(SESSION_ID) : chain;
        chain = chain == null ? top[ENTITY_ID] : chain;
        return top[TENANT_ID] + "|" + chain;
    }

    /** The finished event. */
    Object build(EventForm form) {
        return form.event(top, groups);
    }

    private Object get(Slot slot) {
        Object[] group = groups[slot.group()];
        return group == null ? null : group[slot.field()];
    }

    private void put(Slot slot, Object value) {
        group(slot.group())[slot.field()] = value;
    }

    private Object[] group(int index) {
        Object[] group = groups[index];
        if (group == null) {
            group = new Object[WIDTHS[index]];
            groups[index] = group;
        }
        return group;
    }

    private static int top(String field) {
        return SCHEMA.field(field).index();
    }
}

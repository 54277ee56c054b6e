/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.mapping;

import io.affidavit.core.contract.EventContract;
import io.affidavit.core.contract.EventField;
import io.affidavit.core.contract.FieldType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;

/**
 * A field of the event contract that a mapping may fill.
 *
 * @param group the group's field in the event, or null for a top-level field
 * @param json whether the field holds JSON text
 */
public record Target(Field group, Field field, FieldType type, boolean json) {

    /** Filled by the transform itself, so that no mapping can forge them. */
    private static final Set<String> RESERVED = Set.of(
            "event_id",
            "entity_id",
            "category",
            "observed_time",
            "schema_version",
            "attributes",
            "lifecycle.retention_class",
            "lifecycle.legal_hold",
            "lifecycle.legal_hold_ids",
            "lifecycle.replay_permission",
            "source.system",
            "source.instance",
            "source.entity",
            "source.key",
            "source.position",
            "source.row_hash",
            "source.mapping_id",
            "source.mapping_version",
            "source.migrated",
            "integrity.fingerprint",
            "integrity.prev_fingerprint",
            "integrity.chain_id",
            "integrity.key_id");

    /** Whether the contract has a group of this name. */
    static boolean isGroup(String name) {
        return event(EventContract.fields(), name)
                .map(field -> field.type() == FieldType.STRUCT)
                .orElse(false);
    }

    /**
     * The target of this name, or empty if the contract has none that a mapping may fill.
     *
     * @param group null for a top-level field
     */
    static Optional<Target> find(String group, String name) {
        if (RESERVED.contains(group == null ? name : group + "." + name)) {
            return Optional.empty();
        }
        Schema schema = EventContract.connectSchema();
        if (group == null) {
            return event(EventContract.fields(), name)
                    .filter(field -> field.type() != FieldType.STRUCT)
                    .map(field -> new Target(null, schema.field(name), field.type(), name.endsWith("_json")));
        }
        return event(EventContract.fields(), group)
                .flatMap(parent -> event(parent.children(), name))
                .map(field -> new Target(
                        schema.field(group),
                        schema.field(group).schema().field(name),
                        field.type(),
                        name.endsWith("_json")));
    }

    /** As {@code model.provider}. */
    public String path() {
        return group == null ? field.name() : group.name() + "." + field.name();
    }

    private static Optional<EventField> event(List<EventField> fields, String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }
}

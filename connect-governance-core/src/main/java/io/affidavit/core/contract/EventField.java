/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.contract;

import java.util.List;
import java.util.Objects;

/**
 * One field of the contract.
 *
 * @param id the Iceberg field id, never reused; also the id of the field in canonical row bytes
 * @param elementId for lists the element's id, for maps the key's id (the value's is one more), otherwise 0
 * @param required whether the field must be present; all others are optional
 * @param children the fields of a {@link FieldType#STRUCT}, otherwise empty
 */
public record EventField(
        int id, int elementId, String name, FieldType type, boolean required, String doc, List<EventField> children) {

    public EventField {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(doc, "doc");
        children = List.copyOf(children);
        if ((type == FieldType.STRUCT) == children.isEmpty()) {
            throw new IllegalArgumentException("Invalid contract field " + name + ": only a group has fields.");
        }
    }
}

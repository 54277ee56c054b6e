/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.contract;

import java.util.ArrayList;
import java.util.List;

/**
 * Assembles contract fields with explicit ids. Every group owns a block of one hundred ids, so that a field added to a
 * group later never moves another field's id.
 */
final class ContractBuilder {

    private final List<EventField> fields = new ArrayList<>();
    private int nextId;

    ContractBuilder(int firstId) {
        this.nextId = firstId;
    }

    ContractBuilder required(String name, FieldType type, String doc) {
        return add(name, type, true, doc);
    }

    ContractBuilder text(String name, String doc) {
        return add(name, FieldType.STRING, false, doc);
    }

    ContractBuilder json(String name, String doc) {
        return add(name, FieldType.STRING, false, doc + " RFC 8785 canonical JSON text.");
    }

    ContractBuilder number(String name, String doc) {
        return add(name, FieldType.INT64, false, doc);
    }

    ContractBuilder real(String name, String doc) {
        return add(name, FieldType.FLOAT64, false, doc);
    }

    ContractBuilder flag(String name, String doc) {
        return add(name, FieldType.BOOLEAN, false, doc);
    }

    ContractBuilder list(String name, String doc) {
        return add(name, FieldType.STRING_LIST, false, doc);
    }

    ContractBuilder map(String name, String doc) {
        return add(name, FieldType.STRING_MAP, false, doc);
    }

    ContractBuilder group(String name, boolean required, String doc, ContractBuilder members) {
        fields.add(new EventField(nextId++, 0, name, FieldType.STRUCT, required, doc, members.build()));
        return this;
    }

    List<EventField> build() {
        return List.copyOf(fields);
    }

    private ContractBuilder add(String name, FieldType type, boolean required, String doc) {
        int id = nextId++;
        int elementId = 0;
        if (type == FieldType.STRING_LIST) {
            elementId = nextId++;
        } else if (type == FieldType.STRING_MAP) {
            elementId = nextId;
            nextId += 2;
        }
        fields.add(new EventField(id, elementId, name, type, required, doc, List.of()));
        return this;
    }
}

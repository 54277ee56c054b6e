/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import io.affidavit.smt.scan.Evidence;
import io.affidavit.smt.scan.KeyNames;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.function.BiConsumer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * Walks one value breadth first over a work list, so that no nesting can exhaust the stack, and protects its leaves. A clean
 * value allocates nothing and is returned itself. Not safe for concurrent use.
 */
final class ValueWalk {

    private static final int LONGEST_NAME = 64;

    private final Budget budget;
    private final boolean bytes;
    private final TextEditor masker;
    private final LeafReader leaves = new LeafReader();
    private final StructPlans plans = new StructPlans();
    private final Containers containers = new Containers();
    private final BiConsumer<Object, Object> entries = this::entry;
    private final char[] name = new char[LONGEST_NAME];

    private int nameLength;
    private int visited;
    /** The container being looked at; -1 for the value itself. */
    private int current;

    private Object slot;
    private int index;
    private Object root;

    ValueWalk(Budget budget, boolean bytes, TextEditor masker) {
        this.budget = budget;
        this.bytes = bytes;
        this.masker = masker;
    }

    /**
     * @return the value itself where nothing changes
     * @throws RefusedException if the value cannot be protected as configured
     */
    Object walk(Schema schema, Object value, PathNode place) {
        try {
            visited = 0;
            current = -1;
            root = value;
            nameLength = 0;
            visit(schema, value, place, Evidence.NONE);
            for (current = 0; current < containers.size(); current++) {
                open(current);
            }
            Object copy = containers.size() == 0 ? null : containers.join();
            return copy == null ? root : copy;
        } finally {
            containers.clear();
            root = null;
            slot = null;
        }
    }

    private void open(int container) {
        Object original = containers.original(container);
        PathNode place = containers.place(container);
        if (original instanceof Struct struct) {
            struct(struct, place);
        } else if (original instanceof Map<?, ?> map) {
            map.forEach(entries);
        } else {
            list((List<?>) original, container, place);
        }
    }

    private void struct(Struct struct, PathNode place) {
        StructPlan plan = plans.of(struct.schema(), place);
        for (int i = 0; i < plan.size(); i++) {
            slot = plan.field(i);
            Object value = struct.get(plan.field(i));
            if (value != null) {
                named(plan.field(i).name());
                visit(plan.field(i).schema(), value, plan.node(i), plan.evidence(i));
            }
        }
    }

    private void entry(Object key, Object value) {
        PathNode place = containers.place(current);
        Schema schema = containers.schema(current);
        Schema valueSchema = schema == null ? null : schema.valueSchema();
        slot = key;
        if (!(key instanceof String text)) {
            nameLength = 0;
            visit(valueSchema, value, place.child(""), Evidence.NONE);
            return;
        }
        PathNode child = place.child(text);
        if (child.ignored) {
            return;
        }
        leaves.read(text);
        masker.report(leaves.text(), 0, leaves.length(), child);
        named(text);
        visit(valueSchema, value, child, KeyNames.evidence(name, 0, nameLength));
    }

    private void list(List<?> list, int container, PathNode place) {
        Schema schema = containers.schema(container);
        Schema itemSchema = schema == null ? null : schema.valueSchema();
        int said = containers.evidence(container);
        slot = null;
        nameLength = 0;
        index = 0;
        if (list instanceof RandomAccess) {
            for (int size = list.size(); index < size; index++) {
                visit(itemSchema, list.get(index), place, said);
            }
        } else {
            for (Object item : list) {
                visit(itemSchema, item, place, said);
                index++;
            }
        }
    }

    private void visit(Schema schema, Object value, PathNode place, int said) {
        if (value == null || place.ignored) {
            return;
        }
        if (++visited > budget.nodes()) {
            throw refused("scan.budget.nodes");
        }
        if (value instanceof String text) {
            leaf(schema, value, text, place, said);
        } else if (value instanceof Map || value instanceof List || value instanceof Struct) {
            push(schema, value, place, said);
        } else if (value instanceof Boolean || value instanceof Date) {
            if (place.forced != null) {
                String text = value instanceof Date date
                        ? Instant.ofEpochMilli(date.getTime()).toString()
                        : value.toString();
                leaf(schema, value, text, place, said);
            }
        } else if (value instanceof Number number) {
            if (place.forced != null || leaves.readNumber(number)) {
                String text = place.forced == null ? null : number.toString();
                leaf(schema, value, text, place, said & ~(Evidence.PASSWORD | Evidence.TOKEN | Evidence.JSON));
            }
        } else if (value instanceof byte[] || value instanceof ByteBuffer) {
            bytes(schema, value, place, said);
        } else {
            throw refused("scan.type");
        }
    }

    private void bytes(Schema schema, Object value, PathNode place, int said) {
        if (place.forced != null) {
            leaves.readRaw(value);
        } else if (!bytes) {
            return;
        } else if (LeafReader.size(value) > budget.leafChars()) {
            leaves.readTooLong(budget.leafChars());
        } else if (!leaves.readText(value)) {
            return;
        }
        leaf(schema, value, null, place, said);
    }

    private void push(Schema schema, Object value, PathNode place, int said) {
        int depth = current < 0 ? 1 : containers.depth(current) + 1;
        if (depth > budget.depth()) {
            throw refused("scan.budget.depth");
        }
        containers.add(value, schema, place, said, current, slot, index);
    }

    /** Looks at one leaf, whose text is given or has been read already. */
    private void leaf(Schema schema, Object value, String text, PathNode place, int said) {
        if (text != null) {
            if (text.length() < TextMasker.SHORTEST && said == Evidence.NONE && place.forced == null) {
                return;
            }
            if (text.length() > budget.leafChars() && place.forced == null) {
                leaves.readTooLong(budget.leafChars());
            } else {
                leaves.read(text);
            }
        }
        Object result = masker.edit(leaves.text(), 0, leaves.length(), place, said, name, 0, nameLength);
        if (result == null) {
            return;
        }
        Object replacement = fit(schema, value, result);
        if (current < 0) {
            root = replacement;
        } else {
            containers.replace(current, slot, index, replacement);
        }
    }

    /** The replacement in the type of the original where a schema demands it. */
    private Object fit(Schema schema, Object value, Object result) {
        if (result == TextMasker.DROPPED) {
            boolean entry = current >= 0 && containers.original(current) instanceof Map;
            // a record without its value would be a tombstone
            if (current < 0 || (schema != null && !schema.isOptional() && !entry)) {
                throw refused("mask.required");
            }
            return result;
        }
        Object typed = Typed.of(schema, value, (String) result);
        if (typed == null) {
            throw refused("mask.type");
        }
        return typed;
    }

    private void named(String text) {
        nameLength = text.length() > LONGEST_NAME ? 0 : text.length();
        text.getChars(0, nameLength, name, 0);
    }

    private RefusedException refused(String rule) {
        return new RefusedException(rule, current < 0 ? null : containers.path(current, slot));
    }
}

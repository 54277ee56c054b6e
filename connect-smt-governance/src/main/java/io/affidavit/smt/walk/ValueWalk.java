/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import io.affidavit.core.data.ArrayMap;
import io.affidavit.smt.scan.Evidence;
import io.affidavit.smt.scan.Labels;
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
final class ValueWalk implements Trail {

    private static final char[] NAMELESS = {};

    private final Budget budget;
    private final boolean bytes;
    private final TextEditor masker;
    private final LeafReader leaves = new LeafReader();
    private final StructPlans plans = new StructPlans();
    private final Containers containers = new Containers();
    private final BiConsumer<Object, Object> entries = this::entry;
    private final KnownFields names = new KnownFields();
    private final NamedPairs pairs = new NamedPairs(leaves);
    /** For names that are not remembered. */
    private final KnownField passing = new KnownField();

    /** What is known of the value being looked at. */
    private KnownField known;

    private int visited;
    /** The container being looked at; -1 for the value itself. */
    private int current;

    /** Where the map stands that is being looked at, and what its values are; null for no schema. */
    private PathNode mapPlace;

    private Schema mapValueSchema;

    private Object slot;
    private int index;
    private Object root;
    private String base;

    ValueWalk(Budget budget, boolean bytes, TextEditor masker) {
        this.budget = budget;
        this.bytes = bytes;
        this.masker = masker;
        masker.within(this);
    }

    @Override
    public void addTo(List<String> names) {
        if (base != null) {
            names.add(base);
        }
        if (current >= 0) {
            containers.addTo(current, slot, names);
        }
    }

    /**
     * @param name of what holds the value; null for nothing
     * @return the value itself where nothing changes
     * @throws RefusedException if the value cannot be protected as configured
     */
    Object walk(Schema schema, Object value, PathNode place, String name) {
        try {
            base = name;
            visited = 0;
            current = -1;
            root = value;
            visit(schema, value, place, Evidence.NONE);
            for (current = 0; current < containers.size(); current++) {
                open(current);
            }
            Object copy = containers.size() == 0 ? null : containers.join();
            return copy == null ? root : copy;
        } finally {
            containers.clear();
            root = null;
            base = null;
            slot = null;
            known = null;
            pairs.clear();
        }
    }

    private void open(int container) {
        Object original = containers.original(container);
        PathNode place = containers.place(container);
        if (original instanceof Struct struct) {
            struct(struct, place);
        } else if (original instanceof Map<?, ?> map) {
            map(map, containers.schema(container), place);
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
                known = plan.known(i);
                visit(plan.field(i).schema(), value, known.node(), pairs.said(known, value, current));
            }
        }
    }

    private void map(Map<?, ?> map, Schema schema, PathNode place) {
        mapPlace = place;
        mapValueSchema = schema == null ? null : schema.valueSchema();
        if (map instanceof ArrayMap few) {
            for (int i = 0; i < few.size(); i++) {
                entry(few.key(i), few.value(i));
            }
        } else {
            map.forEach(entries);
        }
    }

    private void entry(Object key, Object value) {
        PathNode place = mapPlace;
        slot = key;
        if (!(key instanceof String text)) {
            known = null;
            visit(mapValueSchema, value, place.child(""), Evidence.NONE);
            return;
        }
        known = names.find(place, text, known);
        if (known == null) {
            PathNode child = place.child(text);
            leaves.read(text);
            boolean quiet = masker.report(leaves.text(), 0, leaves.length(), child);
            boolean remembered = quiet && !masker.extended() && text.length() <= KnownField.LONGEST_NAME;
            known = remembered ? names.add(place, text, child) : passing.set(place, text, child);
        }
        visit(mapValueSchema, value, known.node(), pairs.said(known, value, current));
    }

    private void list(List<?> list, int container, PathNode place) {
        Schema schema = containers.schema(container);
        Schema itemSchema = schema == null ? null : schema.valueSchema();
        int said = containers.evidence(container);
        slot = null;
        known = null;
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
        } else if (value instanceof Number number) {
            if (!LeafReader.small(number, budget.leafChars())) {
                throw refused("scan.budget.number");
            }
            if (place.forced == null && known != null && known.tells(number) && !masker.extended()) {
                return;
            }
            if (place.forced != null || leaves.readNumber(number, masker.extended())) {
                String text = place.forced == null ? null : number.toString();
                leaf(schema, value, text, place, said & ~(Evidence.PASSWORD | Evidence.TOKEN | Evidence.JSON));
            }
        } else if (value instanceof Boolean || value instanceof Date) {
            if (place.forced != null) {
                String text = value instanceof Date date
                        ? Instant.ofEpochMilli(date.getTime()).toString()
                        : value.toString();
                leaf(schema, value, text, place, said);
            }
        } else if (value instanceof Struct || value instanceof Map || value instanceof List) {
            push(schema, value, place, said);
        } else if (value instanceof byte[] || value instanceof ByteBuffer) {
            bytes(schema, value, place, said);
        } else {
            throw refused("scan.type");
        }
    }

    private void bytes(Schema schema, Object value, PathNode place, int said) {
        boolean looked = bytes && (place.forced == null || place.sparesBelow());
        if (looked && LeafReader.size(value) > budget.leafChars()) {
            leaves.skip(LeafReader.size(value));
        } else if (!looked || !leaves.readText(value)) {
            if (place.forced == null) {
                return;
            }
            leaves.readRaw(value);
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
            if (text.length() < masker.shortest() && said == Evidence.NONE && place.forced == null) {
                return;
            }
            // beside another name the same text may be a secret
            if (known != null && said == known.evidence() && known.knowsClean(text)) {
                return;
            }
            if (text.length() > budget.leafChars() && (place.forced == null || place.sparesBelow())) {
                leaves.skip(text.length());
            } else {
                leaves.read(text);
            }
        }
        int found = masker.found();
        Object result = edited(value, place, said);
        if (result == null) {
            boolean usual = known != null && said == known.evidence() && value instanceof String;
            if (usual && masker.found() == found && !masker.extended()) {
                known.learnClean(text);
            }
            return;
        }
        Object replacement = fit(schema, value, Typed.emptied(schema, value, place) ? TextMasker.DROPPED : result);
        if (current < 0) {
            root = replacement;
        } else {
            containers.replace(current, slot, index, replacement);
        }
    }

    private Object edited(Object value, PathNode place, int said) {
        // numbers are short, and a schema may leave no room for a mark
        boolean charged = !(value instanceof Number) && (place.forced == null || place.sparesBelow());
        if (charged && !masker.affords(leaves.length())) {
            return masker.closed(leaves.length(), place, Labels.BUDGET);
        }
        return known == null
                ? masker.edit(leaves.text(), 0, leaves.length(), place, said, NAMELESS, 0, 0)
                : masker.edit(leaves.text(), 0, leaves.length(), place, said, known.characters(), 0, known.length());
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

    private RefusedException refused(String rule) {
        return new RefusedException(rule, current < 0 ? null : containers.path(current, slot));
    }
}

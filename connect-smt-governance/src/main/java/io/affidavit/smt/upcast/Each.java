/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.upcast;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/** Does steps to every element of a list of objects. */
record Each(int path, Program program) implements Operation {

    @Override
    public void rewrite(Draft draft) {
        Object held = draft.value(path);
        if (held == null) {
            return;
        }
        if (!(held instanceof List<?> items)) {
            throw new UpcastException(UpcastException.SHAPE, draft.text(path));
        }
        List<Object> rewritten = new ArrayList<>(items.size());
        boolean changed = false;
        for (Object item : items) {
            Object result = item == null ? null : program.rewrite(item);
            changed |= differ(result, item);
            rewritten.add(result);
        }
        if (changed) {
            draft.put(path, rewritten);
        }
    }

    // what did not change is the element itself
    @SuppressWarnings("ReferenceEquality")
    private static boolean differ(Object result, Object item) {
        return result != item;
    }

    @Override
    public void rewrite(Shape shape) {
        Schema list = shape.schema(path);
        if (list == null) {
            return;
        }
        if (list.type() != Schema.Type.ARRAY || list.valueSchema().type() != Schema.Type.STRUCT) {
            throw new UpcastException(UpcastException.SHAPE, shape.text(path));
        }
        SchemaBuilder builder = SchemaBuilder.array(program.rewrite(list.valueSchema()))
                .name(list.name())
                .version(list.version())
                .doc(list.doc());
        if (list.isOptional()) {
            builder.optional();
        }
        shape.put(path, builder.build());
    }
}

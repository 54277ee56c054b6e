/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.row;

import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** The columns of a row by name, over the two forms a row can have. */
sealed interface Columns {

    /** Fills one value for each column the table knows, null where the row lacks it. */
    void fill(Object[] roots);

    /** Visits every non-null column with its value; the root index is -1 for columns the table does not know. */
    void forEach(Visitor visitor);

    /** Takes one column. */
    interface Visitor {
        void column(int root, String name, Object value);
    }

    /** Fields of a Struct, located once per schema. */
    record OfStruct(Struct struct, Binding binding) implements Columns {
        @Override
        public void fill(Object[] roots) {
            Field[] fields = binding.roots;
            for (int root = 0; root < fields.length; root++) {
                roots[root] = fields[root] == null ? null : struct.get(fields[root]);
            }
        }

        @Override
        public void forEach(Visitor visitor) {
            Field[] fields = binding.fields;
            for (int i = 0; i < fields.length; i++) {
                Object value = struct.get(fields[i]);
                if (value != null) {
                    visitor.column(binding.rootOf[i], fields[i].name(), value);
                }
            }
        }
    }

    /** Members of a map; keys that are no text are read by their text. */
    record OfMap(Map<?, ?> map, PathTable table) implements Columns {
        @Override
        public void fill(Object[] roots) {
            for (int root = 0; root < roots.length; root++) {
                roots[root] = map.get(table.rootName(root));
            }
        }

        @Override
        public void forEach(Visitor visitor) {
            BiConsumer<Object, Object> visit = (key, value) -> {
                if (value != null) {
                    String name = String.valueOf(key);
                    visitor.column(table.rootOf(name), name, value);
                }
            };
            map.forEach(visit);
        }
    }

    /** Where the columns of a table stand in one schema. */
    final class Binding {
        private final Schema schema;
        private final Field[] roots;
        private final Field[] fields;
        private final int[] rootOf;

        Binding(Schema schema, PathTable table) {
            this.schema = schema;
            this.roots = new Field[table.rootCount()];
            for (int root = 0; root < roots.length; root++) {
                roots[root] = schema.field(table.rootName(root));
            }
            this.fields = schema.fields().toArray(new Field[0]);
            this.rootOf = new int[fields.length];
            for (int i = 0; i < fields.length; i++) {
                rootOf[i] = table.rootOf(fields[i].name());
            }
        }

        boolean fits(Schema other) {
            return schema == other;
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.table;

import java.util.Objects;
import org.apache.iceberg.Schema;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types.NestedField;

/** One way in which a table's schema may grow. Nothing is ever dropped, renamed or narrowed. */
public sealed interface SchemaChange {

    /** Dotted path of the column. */
    String path();

    /** Adds this change to {@code update}. */
    void addTo(UpdateSchema update);

    /** Whether {@code current} still lacks it. */
    boolean isNeeded(Schema current);

    /**
     * A new optional column.
     *
     * @param parent dotted path of the struct that gets it, null for the top level
     */
    record AddColumn(String parent, String name, Type type) implements SchemaChange {

        public AddColumn {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(type, "type");
        }

        @Override
        public String path() {
            return parent == null ? name : parent + "." + name;
        }

        @Override
        public boolean isNeeded(Schema current) {
            if (parent == null) {
                return current.asStruct().field(name) == null;
            }
            Type struct = current.findType(parent);
            return struct != null
                    && struct.isStructType()
                    && struct.asStructType().field(name) == null;
        }

        @Override
        public void addTo(UpdateSchema update) {
            update.addColumn(parent, name, type);
        }
    }

    /** A wider type for a column: int to long, float to double, decimal to more digits. */
    record Widen(String path, Type.PrimitiveType type) implements SchemaChange {

        public Widen {
            Objects.requireNonNull(path, "path");
            Objects.requireNonNull(type, "type");
        }

        @Override
        public boolean isNeeded(Schema current) {
            // Another writer may have widened it further.
            Type now = current.findType(path);
            return now != null && !now.equals(type) && TypeUtil.isPromotionAllowed(now, type);
        }

        @Override
        public void addTo(UpdateSchema update) {
            update.updateColumn(path, type);
        }
    }

    /** A column that may from now on be null. */
    record MakeOptional(String path) implements SchemaChange {

        public MakeOptional {
            Objects.requireNonNull(path, "path");
        }

        @Override
        public boolean isNeeded(Schema current) {
            NestedField field = current.findField(path);
            return field != null && field.isRequired();
        }

        @Override
        public void addTo(UpdateSchema update) {
            update.makeColumnOptional(path);
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.convert;

import io.affidavit.archive.table.SchemaChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.MetadataColumns;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * Structs and maps into rows, field by field by name.
 *
 * <p>Unless told otherwise nulls stay null: a Connect field's default is for producers that omit it, and evidence must
 * say what was sent. For the same reason an absent field of a Struct is null even if its schema has a default.
 */
final class StructCoercion implements Coercion {

    private static final int MAX_PLANS = 64;

    private final String path;
    private final Coercions context;
    private final Growth growth;
    private final List<NestedField> columns;
    private final Coercion[] coercions;
    private final Map<String, Integer> positions = new HashMap<>();
    private final boolean[] mustBeSet;
    private final Set<String> reserved;
    private final IdentityHashMap<Schema, Plan> plans = new IdentityHashMap<>();

    private Schema lastSchema;
    private Plan lastPlan;

    /**
     * @param reserved names that records may not bring
     * @param providedLater columns that the caller sets itself, so that their absence is no fault
     */
    StructCoercion(
            Types.StructType type, String path, Coercions context, Set<String> reserved, Set<String> providedLater) {
        this.path = path;
        this.context = context;
        this.growth = context.growth();
        this.columns = type.fields();
        this.coercions = new Coercion[columns.size()];
        this.mustBeSet = new boolean[columns.size()];
        this.reserved = reserved;
        for (int i = 0; i < columns.size(); i++) {
            NestedField column = columns.get(i);
            String columnPath = childPath(column.name());
            coercions[i] = context.to(column.type(), columnPath);
            if (!reserved.contains(column.name())) {
                positions.put(column.name(), i);
            }
            mustBeSet[i] =
                    column.isRequired() && !reserved.contains(column.name()) && !providedLater.contains(column.name());
        }
    }

    @Override
    public Object coerce(Object value) {
        Row row = new Row(columns.size());
        if (value instanceof Struct struct) {
            fill(row, struct);
        } else if (value instanceof Map<?, ?> map) {
            fill(row, map);
        } else {
            throw Scalars.mismatch(path);
        }
        for (int i = 0; i < mustBeSet.length; i++) {
            if (mustBeSet[i] && row.value(i) == null) {
                growth.relax(childPath(columns.get(i).name()), Rules.MISSING_REQUIRED);
            }
        }
        return row;
    }

    private void fill(Row row, Struct struct) {
        Plan plan = planOf(struct.schema());
        for (SchemaChange.AddColumn column : plan.missing) {
            growth.add(column, column.path());
        }
        for (int i = 0; i < plan.fields.length; i++) {
            Field field = plan.fields[i];
            // Struct.get answers with the default; where there is none it is the faster of the two.
            Object value = plan.skipsDefault[i] ? struct.getWithoutDefault(field.name()) : struct.get(field);
            if (value != null) {
                row.set(plan.positions[i], plan.coercions[i].coerce(value));
            }
        }
    }

    private void fill(Row row, Map<?, ?> map) {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            Object value = entry.getValue();
            if (value == null) {
                continue;
            }
            if (!(entry.getKey() instanceof String name) || name.isEmpty()) {
                throw Scalars.mismatch(path);
            }
            Integer position = positions.get(name);
            if (position == null) {
                refuseReserved(name);
                TypeInference.ofValue(value, 0)
                        .ifPresent(type -> growth.add(new SchemaChange.AddColumn(path, name, type), childPath(name)));
            } else {
                row.set(position, coercions[position].coerce(value));
            }
        }
    }

    private Plan planOf(Schema schema) {
        if (schema == lastSchema) {
            return lastPlan;
        }
        Plan plan = plans.get(schema);
        if (plan == null) {
            plan = plan(schema);
            if (plans.size() >= MAX_PLANS) {
                plans.clear();
            }
            plans.put(schema, plan);
        }
        lastSchema = schema;
        lastPlan = plan;
        return plan;
    }

    /** Columns that the table lacks are asked for by every record, until coercions are built anew for the grown table. */
    private Plan plan(Schema schema) {
        List<Field> fields = schema.fields();
        List<SchemaChange.AddColumn> missing = new ArrayList<>();
        for (Field field : fields) {
            if (!positions.containsKey(field.name())) {
                refuseReserved(field.name());
                missing.add(new SchemaChange.AddColumn(path, field.name(), TypeInference.ofSchema(field.schema())));
            }
        }
        List<Field> known = fields.stream()
                .filter(field -> positions.containsKey(field.name()))
                .toList();
        Plan plan = new Plan(known.size(), missing);
        for (int i = 0; i < known.size(); i++) {
            Field field = known.get(i);
            int position = positions.get(field.name());
            plan.fields[i] = field;
            plan.positions[i] = position;
            plan.coercions[i] = LogicalTypes.reading(
                    field.schema(), columns.get(position).type(), childPath(field.name()), coercions[position]);
            plan.skipsDefault[i] = !context.defaultsForNulls() && field.schema().defaultValue() != null;
        }
        return plan;
    }

    private void refuseReserved(String name) {
        if (reserved.contains(name) || (path == null && MetadataColumns.isMetadataColumn(name))) {
            throw new Rejection(Rules.RESERVED_FIELD, childPath(name));
        }
    }

    private String childPath(String name) {
        return path == null ? name : path + "." + name;
    }

    private static final class Plan {
        final Field[] fields;
        final int[] positions;
        final Coercion[] coercions;
        final boolean[] skipsDefault;

        final List<SchemaChange.AddColumn> missing;

        Plan(int size, List<SchemaChange.AddColumn> missing) {
            this.missing = List.copyOf(missing);
            fields = new Field[size];
            positions = new int[size];
            coercions = new Coercion[size];
            skipsDefault = new boolean[size];
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.replay.connect;

import io.affidavit.archive.table.ArchiveColumns;
import io.affidavit.core.contract.EventContract;
import java.util.List;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/**
 * The Connect schema of archived records: their columns without the archive's own. It is the event contract's own schema where
 * the columns are exactly those of the contract.
 */
final class ConnectShape {

    private ConnectShape() {}

    /** @throws IllegalArgumentException when Connect has nothing for the type of a column */
    static Schema of(Types.StructType row) {
        SchemaBuilder struct = SchemaBuilder.struct();
        eventColumns(row).forEach(column -> struct.field(column.name(), schema(column.type(), column.isOptional())));
        Schema derived = struct.build();
        return isSame(derived, EventContract.connectSchema()) ? EventContract.connectSchema() : derived;
    }

    static List<NestedField> eventColumns(Types.StructType row) {
        return row.fields().stream()
                .filter(column -> !ArchiveColumns.RESERVED.contains(column.name()))
                .toList();
    }

    private static Schema schema(Type type, boolean optional) {
        SchemaBuilder builder = builder(type);
        return optional ? builder.optional().build() : builder.build();
    }

    private static SchemaBuilder builder(Type type) {
        return switch (type.typeId()) {
            case BOOLEAN -> SchemaBuilder.bool();
            case INTEGER -> SchemaBuilder.int32();
            case LONG -> SchemaBuilder.int64();
            case FLOAT -> SchemaBuilder.float32();
            case DOUBLE -> SchemaBuilder.float64();
            case STRING, UUID -> SchemaBuilder.string();
            case FIXED, BINARY -> SchemaBuilder.bytes();
            case DECIMAL -> Decimal.builder(((Types.DecimalType) type).scale());
            case DATE -> Date.builder();
            case TIME -> Time.builder();
            case TIMESTAMP, TIMESTAMP_NANO -> Timestamp.builder();
            case LIST -> {
                Types.ListType list = type.asListType();
                yield SchemaBuilder.array(schema(list.elementType(), list.isElementOptional()));
            }
            case MAP -> {
                Types.MapType map = type.asMapType();
                yield SchemaBuilder.map(schema(map.keyType(), false), schema(map.valueType(), map.isValueOptional()));
            }
            case STRUCT -> {
                SchemaBuilder struct = SchemaBuilder.struct();
                type.asStructType()
                        .fields()
                        .forEach(field -> struct.field(field.name(), schema(field.type(), field.isOptional())));
                yield struct;
            }
            default ->
                throw new IllegalArgumentException(
                        "Cannot replay rows: Connect has no type for a column of type " + type + ".");
        };
    }

    /** But for names of structs, which columns have none of. */
    private static boolean isSame(Schema one, Schema other) {
        if (one.type() != other.type() || one.isOptional() != other.isOptional()) {
            return false;
        }
        return switch (one.type()) {
            case STRUCT -> haveSameFields(one.fields(), other.fields());
            case ARRAY -> isSame(one.valueSchema(), other.valueSchema());
            case MAP -> isSame(one.keySchema(), other.keySchema()) && isSame(one.valueSchema(), other.valueSchema());
            default -> one.equals(other);
        };
    }

    private static boolean haveSameFields(List<Field> one, List<Field> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!one.get(i).name().equals(other.get(i).name())
                    || !isSame(one.get(i).schema(), other.get(i).schema())) {
                return false;
            }
        }
        return true;
    }
}

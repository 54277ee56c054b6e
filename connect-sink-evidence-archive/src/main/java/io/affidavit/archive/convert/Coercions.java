/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.convert;

import io.affidavit.archive.table.SchemaChange;
import java.math.BigDecimal;
import java.util.Set;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * Makes the coercions of a table's columns. What a column cannot hold is refused, unless a wider type can hold it and the
 * table may grow: the value is passed on then, and the row given up because growth is asked for.
 *
 * @param growth takes what the values ask of the schema
 * @param defaultsForNulls whether a null field of a Struct counts as the default of its schema
 */
record Coercions(Growth growth, boolean defaultsForNulls) {

    private static final int MOST_DIGITS = 38;
    // Parquet stores decimals in 4, 8 or 16 bytes; stepping from one to the next changes the schema seldom.
    private static final int[] PRECISIONS = {9, 18, MOST_DIGITS};

    /** The coercion to the columns of a table. */
    StructCoercion toRow(Types.StructType type, Set<String> reserved, Set<String> providedLater) {
        return new StructCoercion(type, null, this, reserved, providedLater);
    }

    /**
     * The coercion to {@code type}.
     *
     * @param path dotted path of the column, for rejections and growth
     */
    Coercion to(Type type, String path) {
        return switch (type.typeId()) {
            case BOOLEAN -> value -> Scalars.toBoolean(value, path);
            case INTEGER -> value -> toInteger(value, path);
            case LONG -> value -> Numbers.toLong(value, path);
            case FLOAT -> value -> toFloat(value, path);
            case DOUBLE -> value -> Numbers.toDouble(value, path);
            case DECIMAL -> toDecimal((Types.DecimalType) type, path);
            case STRING -> value -> Scalars.toText(value, path);
            case BINARY -> value -> Scalars.toBytes(value, path);
            case FIXED -> {
                int length = ((Types.FixedType) type).length();
                yield value -> Scalars.toFixed(value, length, path);
            }
            case UUID -> value -> Scalars.toUuid(value, path);
            case LIST -> new ListCoercion(type.asListType(), path, this);
            case MAP -> new MapCoercion(type.asMapType(), path, this);
            case STRUCT -> new StructCoercion(type.asStructType(), path, this, Set.of(), Set.of());
            default -> toTime(type, path);
        };
    }

    /** The coercions of map keys, which no table format lets change. */
    Coercions ofKeys() {
        return new Coercions(Growth.none(), defaultsForNulls);
    }

    private static Coercion toTime(Type type, String path) {
        return switch (type.typeId()) {
            case DATE -> value -> Times.toDays(value, path);
            case TIME -> value -> Times.toTimeMicros(value, path);
            case TIMESTAMP -> {
                boolean zoned = ((Types.TimestampType) type).shouldAdjustToUTC();
                yield value -> Times.toMicros(value, zoned, path);
            }
            case TIMESTAMP_NANO -> {
                boolean zoned = ((Types.TimestampNanoType) type).shouldAdjustToUTC();
                yield value -> Times.toNanos(value, zoned, path);
            }
            default ->
                value -> {
                    throw Scalars.mismatch(path);
                };
        };
    }

    private Object toInteger(Object value, String path) {
        if (value instanceof Integer) {
            return value;
        }
        long number = Numbers.toLong(value, path);
        if ((int) number == number) {
            return (int) number;
        }
        growth.widen(new SchemaChange.Widen(path, Types.LongType.get()));
        return value;
    }

    private Object toFloat(Object value, String path) {
        if (value instanceof Float) {
            return value;
        }
        double number = Numbers.toDouble(value, path);
        if (Double.isNaN(number) || (float) number == number) {
            return (float) number;
        }
        growth.widen(new SchemaChange.Widen(path, Types.DoubleType.get()));
        return value;
    }

    private Coercion toDecimal(Types.DecimalType type, String path) {
        return value -> {
            BigDecimal decimal = Numbers.toDecimal(value, type.scale(), path);
            if (decimal.precision() <= type.precision()) {
                return decimal;
            }
            for (int precision : PRECISIONS) {
                if (decimal.precision() <= precision) {
                    growth.widen(new SchemaChange.Widen(path, Types.DecimalType.of(precision, type.scale())));
                    return value;
                }
            }
            throw new Rejection(Rules.OUT_OF_RANGE, path);
        };
    }
}

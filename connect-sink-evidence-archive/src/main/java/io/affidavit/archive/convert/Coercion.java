/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.convert;

import io.affidavit.archive.table.SchemaChange;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** Turns a Connect value, which is not null, into the internal value of one column. */
@FunctionalInterface
interface Coercion {

    /** @throws Rejection when the value has no such form */
    Object coerce(Object value);

    /**
     * The coercion to {@code type}.
     *
     * @param path dotted path of the column, for rejections and growth
     */
    static Coercion to(Type type, String path, Growth growth) {
        return switch (type.typeId()) {
            case BOOLEAN -> value -> Scalars.toBoolean(value, path);
            case INTEGER -> value -> toInteger(value, path, growth);
            case LONG -> value -> Scalars.toLong(value, path);
            case FLOAT -> value -> toFloat(value, path, growth);
            case DOUBLE -> value -> Scalars.toDouble(value, path);
            case STRING -> value -> Scalars.toText(value, path);
            case DECIMAL -> {
                Types.DecimalType decimal = (Types.DecimalType) type;
                yield value -> Scalars.toDecimal(value, decimal.precision(), decimal.scale(), path);
            }
            case DATE -> value -> Times.toDays(value, path);
            case TIME -> value -> Times.toTimeMicros(value, path);
            case TIMESTAMP -> value -> Times.toMicros(value, path);
            case BINARY -> value -> Scalars.toBytes(value, path);
            case UUID -> value -> Scalars.toUuid(value, path);
            case LIST -> new ListCoercion(type.asListType(), path, growth);
            case MAP -> new MapCoercion(type.asMapType(), path, growth);
            case STRUCT -> new StructCoercion(type.asStructType(), path, growth);
            default ->
                value -> {
                    throw new Rejection(Rules.TYPE_MISMATCH, path);
                };
        };
    }

    private static Object toInteger(Object value, String path, Growth growth) {
        if (value instanceof Integer) {
            return value;
        }
        long number = Scalars.toLong(value, path);
        if ((int) number == number) {
            return (int) number;
        }
        growth.widen(new SchemaChange.Widen(path, Types.LongType.get()));
        return null;
    }

    private static Object toFloat(Object value, String path, Growth growth) {
        if (value instanceof Float) {
            return value;
        }
        double number = Scalars.toDouble(value, path);
        if (Double.isNaN(number) || (float) number == number) {
            return (float) number;
        }
        growth.widen(new SchemaChange.Widen(path, Types.DoubleType.get()));
        return null;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.convert;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** Column types and values for tests of coercions. */
final class Samples {

    static final Type INT = Types.IntegerType.get();
    static final Type LONG = Types.LongType.get();
    static final Type FLOAT = Types.FloatType.get();
    static final Type DOUBLE = Types.DoubleType.get();
    static final Type BOOL = Types.BooleanType.get();
    static final Type TEXT = Types.StringType.get();
    static final Type DATE = Types.DateType.get();
    static final Type TIME = Types.TimeType.get();
    static final Type INSTANT = Types.TimestampType.withZone();
    static final Type LOCAL = Types.TimestampType.withoutZone();
    static final Type NANOS = Types.TimestampNanoType.withZone();
    static final Type LOCAL_NANOS = Types.TimestampNanoType.withoutZone();
    static final Type BINARY = Types.BinaryType.get();
    static final Type FIXED_2 = Types.FixedType.ofLength(2);
    static final Type ID = Types.UUIDType.get();
    static final Type DEC_4_2 = Types.DecimalType.of(4, 2);
    static final Type TEXTS = Types.ListType.ofOptional(1, TEXT);
    static final Type LONGS = Types.ListType.ofOptional(1, LONG);
    static final Type BY_TEXT = Types.MapType.ofOptional(1, 2, TEXT, TEXT);
    static final Type BY_INT = Types.MapType.ofOptional(1, 2, INT, LONG);
    static final Type STRUCT = Types.StructType.of(Types.NestedField.optional(1, "a", LONG));

    static final byte[] TWO = {1, 2};
    static final long DAY = 86_400_000L;

    private Samples() {}

    static Coercions coercions(boolean grows) {
        return new Coercions(new Growth(grows, grows, List.of(), 100), false);
    }

    static String name(Type type, Object value) {
        String text = value instanceof byte[] bytes ? Arrays.toString(bytes) : value.toString();
        return type + " of " + value.getClass().getSimpleName() + " " + text.substring(0, Math.min(40, text.length()));
    }

    static Map<Object, Object> withNull(Object key) {
        Map<Object, Object> map = new HashMap<>();
        map.put(key, key == null ? "v" : null);
        return map;
    }
}

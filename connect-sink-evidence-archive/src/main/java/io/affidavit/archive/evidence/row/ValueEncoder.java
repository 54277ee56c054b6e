/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.row;

import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** Writes values of one Iceberg type. Stateless towards the rows, but not thread-safe. */
interface ValueEncoder {

    /** Tag of a null inside a list or map; null fields of a struct are left out instead. */
    int NULL_TAG = 0x00;

    /** Returns the tag that says how the bytes are to be read. */
    int tag();

    /** Writes the bytes of a value that is not null. */
    void encode(Object value, RowBuffer out);

    /** Writes {@code tag, length, bytes}; a null has its own tag and no bytes. */
    default void encodeItem(Object value, RowBuffer out) {
        if (value == null) {
            out.putByte(NULL_TAG);
            out.putInt(0);
            return;
        }
        out.putByte(tag());
        int opened = out.openLength();
        encode(value, out);
        out.closeLength(opened);
    }

    /**
     * Returns the encoder of {@code type}.
     *
     * @throws IllegalArgumentException for types this encoding does not know (variant, geometry, geography)
     */
    static ValueEncoder of(Type type) {
        return switch (type.typeId()) {
            case STRUCT -> new StructEncoder(type.asStructType());
            case LIST -> new ListEncoder(of(type.asListType().elementType()));
            case MAP -> {
                Types.MapType map = type.asMapType();
                yield new MapEncoder(of(map.keyType()), of(map.valueType()));
            }
            default -> PrimitiveEncoder.of(type);
        };
    }
}

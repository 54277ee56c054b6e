/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.row;

import org.apache.iceberg.types.Type;

/** Reads values of one Iceberg type, as {@link ValueEncoder} wrote them. Not thread-safe. */
interface ValueDecoder {

    /** Bytes of a tag and a length. */
    int HEADER = 1 + Integer.BYTES;

    /** Returns the tag that values of this type carry. */
    int tag();

    /** Reads the bytes of a value that is not null. */
    Object decode(byte[] bytes, int offset, int length);

    /** Reads what {@link ValueEncoder#encodeItem} wrote at {@code offset}: null, or a value. */
    default Object decodeItem(byte[] bytes, int offset) {
        if (bytes[offset] == ValueEncoder.NULL_TAG) {
            return null;
        }
        checkTag(bytes[offset]);
        return decode(bytes, offset + HEADER, Bytes.intAt(bytes, offset + 1));
    }

    /** Refuses a value of another type. */
    default void checkTag(int found) {
        if (found != tag()) {
            throw new IllegalStateException(
                    "Cannot read row: a value has tag " + found + " where " + tag() + " is expected.");
        }
    }

    /** Returns where the item at {@code offset} ends. */
    static int itemEnd(byte[] bytes, int offset) {
        return offset + HEADER + Bytes.intAt(bytes, offset + 1);
    }

    /**
     * Returns the decoder of {@code type}.
     *
     * @param reuse whether every call may answer with the same object
     */
    static ValueDecoder of(Type type, boolean reuse) {
        return switch (type.typeId()) {
            case STRUCT -> new StructDecoder(type.asStructType(), reuse);
            case LIST -> new ListDecoder(of(type.asListType().elementType(), false));
            case MAP ->
                new MapDecoder(
                        of(type.asMapType().keyType(), false),
                        of(type.asMapType().valueType(), false));
            case STRING -> new TextDecoder(reuse);
            default -> PrimitiveDecoder.of(type);
        };
    }
}

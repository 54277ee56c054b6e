/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.row;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;
import org.apache.iceberg.types.Type;

/** Reads single values into the internal form of their type. */
final class PrimitiveDecoder implements ValueDecoder {

    /** Reads a value's bytes. */
    @FunctionalInterface
    private interface Reading {
        Object read(byte[] bytes, int offset, int length);
    }

    private final int tag;
    private final Reading reading;

    private PrimitiveDecoder(int tag, Reading reading) {
        this.tag = tag;
        this.reading = reading;
    }

    static PrimitiveDecoder of(Type type) {
        Reading reading = switch (type.typeId()) {
            case BOOLEAN -> (bytes, offset, length) -> bytes[offset] != 0;
            case INTEGER, DATE -> (bytes, offset, length) -> (int) Bytes.longAt(bytes, offset);
            case LONG, TIME, TIMESTAMP, TIMESTAMP_NANO -> (bytes, offset, length) -> Bytes.longAt(bytes, offset);
            case FLOAT -> (bytes, offset, length) -> (float) Double.longBitsToDouble(Bytes.longAt(bytes, offset));
            case DOUBLE -> (bytes, offset, length) -> Double.longBitsToDouble(Bytes.longAt(bytes, offset));
            case DECIMAL -> PrimitiveDecoder::decimal;
            case BINARY, FIXED ->
                (bytes, offset, length) -> ByteBuffer.wrap(Arrays.copyOfRange(bytes, offset, offset + length));
            case UUID ->
                (bytes, offset, length) ->
                        new UUID(Bytes.longAt(bytes, offset), Bytes.longAt(bytes, offset + Long.BYTES));
            default ->
                throw new IllegalArgumentException("Cannot decode rows: type " + type
                        + " has no canonical form. Leave such columns out of the table.");
        };
        return new PrimitiveDecoder(PrimitiveEncoder.of(type).tag(), reading);
    }

    private static BigDecimal decimal(byte[] bytes, int offset, int length) {
        int from = offset + Integer.BYTES;
        return new BigDecimal(new BigInteger(bytes, from, length - Integer.BYTES), Bytes.intAt(bytes, offset));
    }

    @Override
    public int tag() {
        return tag;
    }

    @Override
    public Object decode(byte[] bytes, int offset, int length) {
        return reading.read(bytes, offset, length);
    }
}

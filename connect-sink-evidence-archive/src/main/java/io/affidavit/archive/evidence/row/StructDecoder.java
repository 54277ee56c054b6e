/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.row;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** Reads the fields of a struct. Fields it does not know are passed over, fields that are not there are null. */
final class StructDecoder implements ValueDecoder {

    private static final int TAG = 0x10;

    private record Field(int id, int position, ValueDecoder decoder) {}

    private final int size;
    private final Field[] fields;
    private final DecodedRow shared;

    StructDecoder(Types.StructType type, boolean reuse) {
        List<Types.NestedField> columns = type.fields();
        this.size = columns.size();
        this.shared = reuse ? new DecodedRow(size) : null;
        this.fields = IntStream.range(0, size)
                // a column of unknown type holds only nulls
                .filter(position -> columns.get(position).type().typeId() != Type.TypeID.UNKNOWN)
                .mapToObj(position -> new Field(
                        columns.get(position).fieldId(),
                        position,
                        ValueDecoder.of(columns.get(position).type(), reuse)))
                .sorted(Comparator.comparingInt(Field::id))
                .toArray(Field[]::new);
    }

    @Override
    public int tag() {
        return TAG;
    }

    @Override
    public DecodedRow decode(byte[] bytes, int offset, int length) {
        DecodedRow row = shared == null ? new DecodedRow(size) : shared;
        row.clear();
        int end = offset + length;
        int next = 0;
        for (int at = offset; at < end; ) {
            int id = Bytes.intAt(bytes, at);
            at += Integer.BYTES;
            // both sides are sorted by id
            while (next < fields.length && fields[next].id < id) {
                next++;
            }
            if (next < fields.length && fields[next].id == id) {
                Field field = fields[next++];
                row.set(field.position, field.decoder.decodeItem(bytes, at));
            }
            at = ValueDecoder.itemEnd(bytes, at);
        }
        return row;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.row;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** Writes the fields of a struct in the order of their ids, each {@code id, tag, length, bytes}; nulls are left out. */
final class StructEncoder implements ValueEncoder {

    private record Field(int id, int position, ValueEncoder encoder) {}

    private final Field[] fields;

    StructEncoder(Types.StructType type) {
        List<Types.NestedField> columns = type.fields();
        this.fields = IntStream.range(0, columns.size())
                // a column of unknown type holds only nulls
                .filter(position -> columns.get(position).type().typeId() != Type.TypeID.UNKNOWN)
                .mapToObj(position -> new Field(
                        columns.get(position).fieldId(),
                        position,
                        ValueEncoder.of(columns.get(position).type())))
                .sorted(Comparator.comparingInt(Field::id))
                .toArray(Field[]::new);
    }

    @Override
    public int tag() {
        return 0x10;
    }

    @Override
    public void encode(Object value, RowBuffer out) {
        StructLike struct = (StructLike) value;
        for (Field field : fields) {
            Object fieldValue = struct.get(field.position(), Object.class);
            if (fieldValue != null) {
                out.putInt(field.id());
                field.encoder().encodeItem(fieldValue, out);
            }
        }
    }
}

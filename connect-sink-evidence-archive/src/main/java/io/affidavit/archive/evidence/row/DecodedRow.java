/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.row;

import java.util.Arrays;
import org.apache.iceberg.StructLike;

/** A row, or a struct in it, that was read back. */
final class DecodedRow implements StructLike {

    private final Object[] values;

    DecodedRow(int size) {
        this.values = new Object[size];
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public <T> T get(int position, Class<T> type) {
        return type.cast(values[position]);
    }

    @Override
    public <T> void set(int position, T value) {
        values[position] = value;
    }

    void clear() {
        Arrays.fill(values, null);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.convert;

import org.apache.iceberg.StructLike;

/**
 * A row in Iceberg's internal values. Columns hold references to the record's own values wherever these already have the
 * internal form. Each record has a row of its own, so rows may be kept until they are written.
 */
public final class Row implements StructLike {

    private final Object[] values;

    public Row(int size) {
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

    /** The value of a column without a cast. */
    public Object value(int position) {
        return values[position];
    }
}

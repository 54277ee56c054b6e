/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.cel;

import java.util.AbstractList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A list of a policy: immutable, and {@code in} looks a value up at once however long the list is. */
final class ListedValues extends AbstractList<Object> {

    private final List<Object> values;
    private final Set<Object> index;

    ListedValues(List<?> values) {
        this.values = values.stream().map(CelValues::element).toList();
        this.index = new HashSet<>(this.values);
    }

    @Override
    public Object get(int position) {
        return values.get(position);
    }

    @Override
    public int size() {
        return values.size();
    }

    @Override
    public boolean contains(Object value) {
        return index.contains(value);
    }
}

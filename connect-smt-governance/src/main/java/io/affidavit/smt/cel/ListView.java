/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.cel;

import java.util.AbstractList;
import java.util.List;

/** A list with its elements as CEL knows them. */
final class ListView extends AbstractList<Object> {

    private final List<?> list;

    ListView(List<?> list) {
        this.list = list;
    }

    @Override
    public Object get(int index) {
        return CelValues.element(list.get(index));
    }

    @Override
    public int size() {
        return list.size();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.convert;

import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.types.Types;

/** Lists; the record's own list is passed on when every element already has the internal form. */
final class ListCoercion implements Coercion {

    private final Coercion element;
    private final boolean elementRequired;
    private final String path;

    ListCoercion(Types.ListType type, String path, Growth growth) {
        this.element = Coercion.to(type.elementType(), path + ".element", growth);
        this.elementRequired = type.isElementRequired();
        this.path = path;
    }

    @Override
    public Object coerce(Object value) {
        if (!(value instanceof List<?> source)) {
            throw Scalars.mismatch(path);
        }
        List<Object> copy = null;
        for (int i = 0; i < source.size(); i++) {
            Object before = source.get(i);
            if (before == null && elementRequired) {
                throw new Rejection(Rules.NULL_ELEMENT, path);
            }
            Object after = before == null ? null : element.coerce(before);
            if (copy == null && after != before) {
                copy = new ArrayList<>(source.subList(0, i));
            }
            if (copy != null) {
                copy.add(after);
            }
        }
        return copy == null ? source : copy;
    }
}

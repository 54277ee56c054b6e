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
    private final Growth growth;
    private final String path;
    private final String elementPath;

    ListCoercion(Types.ListType type, String path, Coercions coercions) {
        this.path = path;
        this.elementPath = path + ".element";
        this.element = coercions.to(type.elementType(), elementPath);
        this.elementRequired = type.isElementRequired();
        this.growth = coercions.growth();
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
                growth.relax(elementPath, Rules.NULL_ELEMENT);
            }
            Object after = before == null ? null : element.coerce(before);
            if (copy == null && after != before) {
                copy = new ArrayList<>(source.size());
                copy.addAll(source.subList(0, i));
            }
            if (copy != null) {
                copy.add(after);
            }
        }
        return copy == null ? source : copy;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.row;

import java.util.List;

/** Writes the number of elements, then each element in its order. */
final class ListEncoder implements ValueEncoder {

    private final ValueEncoder element;

    ListEncoder(ValueEncoder element) {
        this.element = element;
    }

    @Override
    public int tag() {
        return 0x11;
    }

    @Override
    public void encode(Object value, RowBuffer out) {
        List<?> list = (List<?>) value;
        out.putInt(list.size());
        for (Object item : list) {
            element.encodeItem(item, out);
        }
    }
}

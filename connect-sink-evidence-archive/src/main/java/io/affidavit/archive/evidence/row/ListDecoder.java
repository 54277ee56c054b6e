/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.row;

import java.util.ArrayList;
import java.util.List;

/** Reads lists. */
final class ListDecoder implements ValueDecoder {

    private static final int TAG = 0x11;

    private final ValueDecoder element;

    ListDecoder(ValueDecoder element) {
        this.element = element;
    }

    @Override
    public int tag() {
        return TAG;
    }

    @Override
    public List<Object> decode(byte[] bytes, int offset, int length) {
        int count = Bytes.intAt(bytes, offset);
        List<Object> list = new ArrayList<>(count);
        int at = offset + Integer.BYTES;
        for (int i = 0; i < count; i++) {
            list.add(element.decodeItem(bytes, at));
            at = ValueDecoder.itemEnd(bytes, at);
        }
        return list;
    }
}

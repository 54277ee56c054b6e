/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.row;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads maps, in the order of the encoding. */
final class MapDecoder implements ValueDecoder {

    private static final int TAG = 0x12;

    private final ValueDecoder key;
    private final ValueDecoder mapped;

    MapDecoder(ValueDecoder key, ValueDecoder mapped) {
        this.key = key;
        this.mapped = mapped;
    }

    @Override
    public int tag() {
        return TAG;
    }

    @Override
    public Map<Object, Object> decode(byte[] bytes, int offset, int length) {
        int count = Bytes.intAt(bytes, offset);
        Map<Object, Object> map = new LinkedHashMap<>(count * 2);
        int at = offset + Integer.BYTES;
        for (int i = 0; i < count; i++) {
            int valueAt = ValueDecoder.itemEnd(bytes, at);
            map.put(key.decodeItem(bytes, at), mapped.decodeItem(bytes, valueAt));
            at = ValueDecoder.itemEnd(bytes, valueAt);
        }
        return map;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.row;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Writes the number of entries, then the entries sorted by their bytes, which begin with the key. */
final class MapEncoder implements ValueEncoder {

    private record Span(int start, int end) {}

    private final ValueEncoder key;
    private final ValueEncoder mapped;

    MapEncoder(ValueEncoder key, ValueEncoder mapped) {
        this.key = key;
        this.mapped = mapped;
    }

    @Override
    public int tag() {
        return 0x12;
    }

    @Override
    public void encode(Object value, RowBuffer out) {
        Map<?, ?> map = (Map<?, ?>) value;
        out.putInt(map.size());
        int first = out.size();
        List<Span> spans = new ArrayList<>(map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            int start = out.size();
            key.encodeItem(entry.getKey(), out);
            mapped.encodeItem(entry.getValue(), out);
            spans.add(new Span(start - first, out.size() - first));
        }
        if (spans.size() > 1) {
            sort(spans, first, out);
        }
    }

    private static void sort(List<Span> spans, int first, RowBuffer out) {
        byte[] unsorted = Arrays.copyOfRange(out.array(), first, out.size());
        spans.sort((a, b) -> Arrays.compareUnsigned(unsorted, a.start(), a.end(), unsorted, b.start(), b.end()));
        out.truncate(first);
        for (Span span : spans) {
            out.putBytes(unsorted, span.start(), span.end() - span.start());
        }
    }
}

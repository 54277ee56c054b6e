/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.scan;

import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.data.Record;

/** Makes plain maps, lists, texts and numbers of what tables hold. */
final class PlainValues {

    private PlainValues() {}

    /** The value of a column; null for dates and times, which are not scanned. */
    static Object ofColumn(Object value) {
        if (value instanceof Record row) {
            Map<String, Object> map = new LinkedHashMap<>();
            row.struct().fields().forEach(field -> map.put(field.name(), ofColumn(row.getField(field.name()))));
            return map;
        }
        if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>(list.size());
            list.forEach(item -> items.add(ofColumn(item)));
            return items;
        }
        if (value instanceof Map<?, ?> entries) {
            Map<String, Object> map = new LinkedHashMap<>();
            entries.forEach((name, held) -> map.put(name.toString(), ofColumn(held)));
            return map;
        }
        if (value instanceof CharSequence || value instanceof UUID) {
            return value.toString();
        }
        return value instanceof Temporal ? null : value;
    }
}

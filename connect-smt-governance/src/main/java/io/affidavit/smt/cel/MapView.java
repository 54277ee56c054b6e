/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.cel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A map with the values of its entries as CEL knows them, but for entries that are null or have no text as key. */
class MapView extends RecordView {

    private final Map<?, ?> map;

    MapView(Map<?, ?> map) {
        this.map = map;
    }

    @Override
    Object read(String name) {
        return CelValues.view(map.get(name));
    }

    @Override
    public final Set<Map.Entry<String, Object>> entrySet() {
        Map<String, Object> present = new LinkedHashMap<>();
        for (Object key : map.keySet()) {
            Object value = key instanceof String name ? read(name) : null;
            if (value != null) {
                present.put((String) key, value);
            }
        }
        return present.entrySet();
    }
}

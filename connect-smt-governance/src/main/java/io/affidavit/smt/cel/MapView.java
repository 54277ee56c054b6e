/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.cel;

import java.util.Map;

/** A map with the values of its entries as CEL knows them, but for entries that are null or have no text as key. */
final class MapView extends RecordView {

    private final Map<?, ?> map;

    MapView(Map<?, ?> map) {
        this.map = map;
    }

    @Override
    Object read(String name) {
        return CelValues.view(map.get(name));
    }

    @Override
    Iterable<String> names() {
        return map.keySet().stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.row;

import io.affidavit.core.data.ArrayMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names and texts of what no path took, in the order in which they come. */
final class Leftovers {

    private Map<String, Object> texts = new ArrayMap(ArrayMap.MOST);

    /** Different texts of one name come below each other. */
    void add(String name, String text) {
        Object before = texts.get(name);
        if (before != null) {
            texts.put(name, before.equals(text) ? text : before + "\n" + text);
            return;
        }
        if (texts instanceof ArrayMap few) {
            if (few.size() < ArrayMap.MOST) {
                few.add(name, text);
                return;
            }
            texts = new LinkedHashMap<>(few);
        }
        texts.put(name, text);
    }

    Map<String, Object> map() {
        return texts;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.watch;

import io.affidavit.core.data.FieldPath;
import io.affidavit.core.identity.Digests;
import io.affidavit.monitor.fields.FieldSet;
import io.affidavit.monitor.fields.FieldValues;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names the state a record belongs to by the values of some of its fields. */
final class ScopeKey {

    /** Longer values are named by their digest, so that no record can make the state large. */
    private static final int LONGEST = 200;

    private final List<String> paths;
    private final int[] fields;

    ScopeKey(List<FieldPath> paths, FieldSet set) {
        this.paths = paths.stream().map(FieldPath::toString).toList();
        this.fields = paths.stream().mapToInt(set::add).toArray();
    }

    /** Names this choice of fields. */
    String name() {
        return String.join(",", paths);
    }

    /** A text that no other values give. */
    String of(FieldValues values) {
        return fields.length == 1 ? value(values, 0) : of(values(values));
    }

    /** The values, in the order of the paths; empty text where the record has none. */
    String[] values(FieldValues values) {
        String[] all = new String[fields.length];
        for (int i = 0; i < fields.length; i++) {
            all[i] = value(values, i);
        }
        return all;
    }

    /** The same text for values as {@link #values} gave them. */
    static String of(String[] values) {
        if (values.length == 1) {
            return values[0];
        }
        StringBuilder key = new StringBuilder(64);
        for (String value : values) {
            key.append(value.length()).append(':').append(value);
        }
        return key.toString();
    }

    /** Values by path. */
    Map<String, String> named(String[] values) {
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            named.put(paths.get(i), values[i]);
        }
        return named;
    }

    private String value(FieldValues values, int i) {
        String text = values.present(fields[i]) ? values.text(fields[i]) : "";
        return text.length() <= LONGEST ? text : "sha256:" + Digests.sha256Hex(text.getBytes(StandardCharsets.UTF_8));
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.scan;

import java.util.List;
import java.util.Map;

/**
 * One record as it is looked at.
 *
 * @param key plain value, or null
 * @param value plain value, or null
 * @param headers names and values, in order
 * @param unreadable whether value or key are bytes that are no text, which no scanner sees into
 */
record Sampled(Object key, Object value, List<Map.Entry<String, Object>> headers, boolean unreadable) {

    static Sampled of(Object value) {
        return new Sampled(null, value, List.of(), false);
    }
}

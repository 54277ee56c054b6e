/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.stack.litellm;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * One row of the spend log.
 *
 * @param columns value by column name, in the order of the table; null for SQL NULL
 * @param planted the personal data and secrets in its content, none of which may leave unprotected
 */
public record SpendLog(Map<String, Object> columns, Set<String> planted) {

    public SpendLog {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        planted = Set.copyOf(planted);
    }

    /** The primary key. */
    public String requestId() {
        return columns.get("request_id").toString();
    }
}

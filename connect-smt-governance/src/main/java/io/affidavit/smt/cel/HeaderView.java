/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.cel;

import io.affidavit.core.tags.GovHeaders;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;

/** The headers by name as text; of several of one name the last counts. */
final class HeaderView extends RecordView {

    private final Headers headers;

    HeaderView(Headers headers) {
        this.headers = headers;
    }

    @Override
    Object read(String name) {
        return GovHeaders.text(headers, name);
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        Map<String, Object> present = new LinkedHashMap<>();
        for (Header header : headers) {
            Object text = read(header.key());
            if (text != null) {
                present.put(header.key(), text);
            }
        }
        return present.entrySet();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.tags;

import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;

/**
 * A text header as it was made last: most headers of one stream say the same from record to record, and making one checks its value
 * against its schema. Safe for use by many threads, of which each may make it once more.
 */
public final class RepeatedHeader {

    private final String name;
    private Header last;

    public RepeatedHeader(String name) {
        this.name = name;
    }

    /** Adds the header to others. */
    public void add(Headers headers, String text) {
        // immutable, so that it may be seen late and not in part
        Header known = last;
        if (known == null || !text.equals(known.value())) {
            known = new ConnectHeaders().addString(name, text).lastWithName(name);
            last = known;
        }
        headers.add(known);
    }
}

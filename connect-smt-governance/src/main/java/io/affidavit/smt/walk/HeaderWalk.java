/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import io.affidavit.core.tags.GovHeaders;
import java.util.List;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;

/** Walks the headers of a record, all but those named {@code gov.*} and {@code ce_*}. */
final class HeaderWalk {

    private static final String CLOUD_EVENTS = "ce_";
    private static final PathNode EVERYWHERE = PathTree.of(List.of()).root();

    private HeaderWalk() {}

    /** The headers themselves where nothing changes. */
    static Headers walk(Headers headers, ValueWalk walk) {
        Headers copy = null;
        int at = 0;
        for (Header header : headers) {
            boolean ours =
                    header.key().startsWith(GovHeaders.PREFIX) || header.key().startsWith(CLOUD_EVENTS);
            Object value = ours || header.value() == null
                    ? header.value()
                    : walk.walk(header.schema(), header.value(), EVERYWHERE.child(header.key()), header.key());
            if (value != header.value() && copy == null) {
                copy = first(headers, at);
            }
            if (copy != null) {
                copy.add(header.key(), new SchemaAndValue(header.schema(), value));
            }
            at++;
        }
        return copy == null ? headers : copy;
    }

    private static Headers first(Headers headers, int count) {
        Headers copy = new ConnectHeaders();
        int at = 0;
        for (Header header : headers) {
            if (at++ == count) {
                break;
            }
            copy.add(header);
        }
        return copy;
    }
}

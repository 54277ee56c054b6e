/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.cel;

import io.affidavit.core.tags.GovHeaders;
import java.util.stream.StreamSupport;
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
    Iterable<String> names() {
        return StreamSupport.stream(headers.spliterator(), false)
                .map(Header::key)
                .distinct()
                .toList();
    }
}

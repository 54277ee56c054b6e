/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.policysource;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.header.Headers;

/**
 * What a transform is to do with a record, and the headers that say which policy decided so.
 *
 * @param headers by name; none where no policy decides. What a record brings under these names is replaced
 */
public record InForce<T>(T terms, Map<String, String> headers) {

    public InForce {
        Objects.requireNonNull(terms, "terms");
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** The record with the headers, or itself where there are none. */
    public <R extends ConnectRecord<R>> R stamped(R record) {
        if (headers.isEmpty()) {
            return record;
        }
        Headers all = record.headers().duplicate();
        headers.forEach((name, text) -> all.remove(name).addString(name, text));
        return record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                record.valueSchema(),
                record.value(),
                record.timestamp(),
                all);
    }
}

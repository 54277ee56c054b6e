/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;

/** {@link MaskFields} applied to single records. */
final class Masking {

    private Masking() {}

    static String header(SourceRecord record, String name) {
        Header header = record.headers().lastWithName(name);
        return header == null ? null : header.value().toString();
    }

    static SourceRecord apply(Map<String, String> config, Schema schema, Object value) {
        return transform(config).apply(record(schema, value));
    }

    static SourceRecord record(Schema schema, Object value) {
        return new SourceRecord(Map.of(), Map.of(), "logs", null, null, null, schema, value);
    }

    static MaskFields<SourceRecord> transform(Map<String, String> config) {
        MaskFields<SourceRecord> transform = new MaskFields<>();
        transform.configure(new HashMap<>(config));
        return transform;
    }

    static Object value(SourceRecord record, String field) {
        return ((Map<?, ?>) record.value()).get(field);
    }
}

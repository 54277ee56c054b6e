/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;

class MaskFieldsContractTest extends TransformContract {

    static final Schema ITEM = SchemaBuilder.struct()
            .field("note", Schema.OPTIONAL_STRING_SCHEMA)
            .field("count", Schema.INT32_SCHEMA)
            .build();
    static final Schema ROW = SchemaBuilder.struct()
            .name("row")
            .field("prompt", Schema.STRING_SCHEMA)
            .field("items", SchemaBuilder.array(ITEM).optional().build())
            .field(
                    "labels",
                    SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.STRING_SCHEMA)
                            .optional()
                            .build())
            .build();

    @Override
    Transformation<SourceRecord> onSource() {
        return configured();
    }

    @Override
    Transformation<SinkRecord> onSink() {
        return configured();
    }

    @Override
    Stream<SchemaAndValue> acceptedValues() {
        Struct row = new Struct(ROW)
                .put("prompt", "ask ada@example.org")
                .put(
                        "items",
                        List.of(new Struct(ITEM)
                                .put("note", "card 4111 1111 1111 1111")
                                .put("count", 3)))
                .put("labels", Map.of("k", "+34 612 345 678"));
        Map<String, Object> map = Map.of(
                "arguments",
                "{\"auth\":{\"password\":\"hunter2\"},\"to\":\"ada@example.org\"}",
                "card",
                4111111111111111L,
                "clean",
                List.of("nothing here", 1, true));
        return Stream.of(
                new SchemaAndValue(ROW, row),
                new SchemaAndValue(null, map),
                new SchemaAndValue(null, "ada@example.org"));
    }

    private static <R extends org.apache.kafka.connect.connector.ConnectRecord<R>> MaskFields<R> configured() {
        MaskFields<R> transform = new MaskFields<>();
        transform.configure(Map.of(
                "mask.actions",
                "pii.email:hmac",
                "mask.hmac.key",
                Base64.getEncoder().encodeToString(new byte[32])));
        return transform;
    }
}

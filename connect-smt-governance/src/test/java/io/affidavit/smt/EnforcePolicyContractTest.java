/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;

/** {@link EnforcePolicy} keeps the promises of every transform, with rules that look at content everywhere. */
class EnforcePolicyContractTest extends TransformContract {

    @Override
    Transformation<SourceRecord> onSource() {
        return enforcing();
    }

    @Override
    Transformation<SinkRecord> onSink() {
        return enforcing();
    }

    @Override
    Stream<SchemaAndValue> acceptedValues() {
        Schema schema = SchemaBuilder.struct()
                .field("text", Schema.STRING_SCHEMA)
                .field(
                        "lifecycle",
                        SchemaBuilder.struct()
                                .optional()
                                .field("legal_hold", Schema.OPTIONAL_BOOLEAN_SCHEMA)
                                .build())
                .build();
        return Stream.of(
                new SchemaAndValue(schema, new Struct(schema).put("text", CANARY)),
                new SchemaAndValue(null, Map.of("text", CANARY, "lifecycle", Map.of())),
                new SchemaAndValue(Schema.STRING_SCHEMA, "{\"text\":\"" + CANARY + "\"}"));
    }

    private static <R extends ConnectRecord<R>> EnforcePolicy<R> enforcing() {
        EnforcePolicy<R> transform = new EnforcePolicy<>();
        transform.configure(Map.of("policy.inline", """
                id: contract
                version: 1
                rules:
                  - {id: content, mode: enforce, action: log, when: "event.text.contains('canary')"}
                  - {id: number, mode: enforce, action: escalate, when: int(event.text.size()) > 5}
                  - {id: depth, mode: monitor, action: block, when: event.self.self.secret == event.d.d.d}
                lifecycle:
                  - {id: held, when: "true", holds: [m-1]}
                """));
        return transform;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import io.affidavit.core.data.JsonText;
import java.time.Instant;
import java.util.HashMap;
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
import org.junit.jupiter.api.Named;

/** {@link ToGovernanceEvent} keeps the promises of every transform. */
class ToGovernanceEventContractTest extends TransformContract {

    private static final Map<String, Object> ROW = Map.of(
            "request_id", "r-1",
            "startTime", "2026-11-03T09:15:02.123456Z",
            "messages", "[{\"role\":\"user\",\"content\":\"" + CANARY + "\"}]",
            "metadata", "{\"status\":\"success\",\"spend_logs_metadata\":{\"legal_hold\":\"CASE-1\"}}");

    @Override
    Transformation<SourceRecord> onSource() {
        return transform();
    }

    @Override
    Transformation<SinkRecord> onSink() {
        return transform();
    }

    @Override
    Stream<SchemaAndValue> acceptedValues() {
        SchemaBuilder builder = SchemaBuilder.struct();
        ROW.keySet().forEach(name -> builder.field(name, Schema.OPTIONAL_STRING_SCHEMA));
        Struct struct = new Struct(builder.build());
        ROW.forEach(struct::put);
        return Stream.of(
                new SchemaAndValue(struct.schema(), struct),
                new SchemaAndValue(null, ROW),
                new SchemaAndValue(Schema.STRING_SCHEMA, JsonText.write(ROW)));
    }

    @Override
    Stream<Named<SchemaAndValue>> hostileValues() {
        return Stream.concat(
                super.hostileValues(),
                Stream.of(
                        named("a row without time", null, Map.of("request_id", CANARY)),
                        named("a row with an unreadable time", null, Map.of("request_id", "r", "startTime", CANARY)),
                        named("a column that contains itself", null, cyclicRow())));
    }

    private static Map<String, Object> cyclicRow() {
        Map<String, Object> row = new HashMap<>(ROW);
        Map<String, Object> cyclic = new HashMap<>(Map.of("secret", CANARY));
        cyclic.put("self", cyclic);
        row.put("response", cyclic);
        return row;
    }

    String form() {
        return "struct";
    }

    private <R extends ConnectRecord<R>> ToGovernanceEvent<R> transform() {
        ToGovernanceEvent<R> transform = new ToGovernanceEvent<>(() -> Instant.EPOCH);
        transform.configure(Map.of("mapping", "litellm", "form", form()));
        return transform;
    }
}

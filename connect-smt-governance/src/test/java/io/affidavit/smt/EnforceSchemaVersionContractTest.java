/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import io.affidavit.core.contract.EventContract;
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

/** {@link EnforceSchemaVersion} keeps the promises of every transform. */
class EnforceSchemaVersionContractTest extends TransformContract {

    @Override
    Transformation<SourceRecord> onSource() {
        return gate();
    }

    @Override
    Transformation<SinkRecord> onSink() {
        return gate();
    }

    @Override
    Stream<SchemaAndValue> acceptedValues() {
        Schema schema = SchemaBuilder.struct()
                .name(EventContract.NAME)
                .version(1)
                .field("text", Schema.STRING_SCHEMA)
                .build();
        return Stream.of(
                new SchemaAndValue(schema, new Struct(schema).put("text", CANARY)),
                new SchemaAndValue(null, Map.of("schema_version", "1.4", "text", CANARY)),
                new SchemaAndValue(Schema.STRING_SCHEMA, "{\"schema_version\":\"1.0.0\",\"text\":\"" + CANARY + "\"}"));
    }

    Map<String, String> settings() {
        return Map.of("accept", ">=1.0 <2");
    }

    private <R extends ConnectRecord<R>> EnforceSchemaVersion<R> gate() {
        EnforceSchemaVersion<R> transform = new EnforceSchemaVersion<>();
        transform.configure(settings());
        return transform;
    }
}

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

/** {@link RouteByTag} keeps the promises of every transform. */
class RouteByTagContractTest extends TransformContract {

    @Override
    Transformation<SourceRecord> onSource() {
        return router();
    }

    @Override
    Transformation<SinkRecord> onSink() {
        return router();
    }

    @Override
    Stream<SchemaAndValue> acceptedValues() {
        Schema schema =
                SchemaBuilder.struct().field("text", Schema.STRING_SCHEMA).build();
        return Stream.of(
                new SchemaAndValue(schema, new Struct(schema).put("text", CANARY)),
                new SchemaAndValue(null, Map.of("text", CANARY)));
    }

    private static <R extends ConnectRecord<R>> RouteByTag<R> router() {
        RouteByTag<R> transform = new RouteByTag<>();
        transform.configure(Map.of("route.topic", "governed.${hold}"));
        return transform;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;

/** With everything that finds beside the scanner, {@link MaskFields} promises the same. */
class MaskFieldsOwnRulesContractTest extends TransformContract {

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
        return Stream.concat(
                new MaskFieldsContractTest().acceptedValues(),
                Stream.of(new SchemaAndValue(
                        null,
                        Map.of(
                                "who",
                                "Ada Lovelace of bluebird",
                                "number",
                                "E-123456",
                                "json",
                                "{\"who\":\"Ada Lovelace\",\"n\":[\"E-654321\"]}",
                                "attributes",
                                Map.of()))));
    }

    private static <R extends ConnectRecord<R>> MaskFields<R> configured() {
        MaskFields<R> transform = new MaskFields<>();
        transform.configure(Map.of(
                "mask.rules",
                "{format: 1, rules: [{name: project, terms: [bluebird]}, {name: staff, patterns: ['E-\\d{6}']}]}",
                "mask.detectors",
                "PeopleDetector,BuiltInDetector",
                "mask.detector.PeopleDetector.people",
                "Ada Lovelace",
                "mask.allow.values",
                "pii.email:example.com",
                "mask.min.scores",
                "net.ip:60",
                "findings.field",
                "attributes.findings"));
        return transform;
    }
}

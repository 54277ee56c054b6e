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

/** With a policy document that decides, {@link MaskFields} promises the same. */
class MaskFieldsByPolicyContractTest extends TransformContract {

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
        return new MaskFieldsContractTest().acceptedValues();
    }

    private static <R extends ConnectRecord<R>> MaskFields<R> configured() {
        MaskFields<R> transform = new MaskFields<>();
        transform.configure(Map.of(
                "policy.source", "inline",
                "policy.inline", MaskFieldsByPolicyTest.DOCUMENT,
                "mask.audience", "auditors"));
        return transform;
    }
}

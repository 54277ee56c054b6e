/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.Test;

class ClassifyFieldsContractTest extends TransformContract {

    @Override
    Transformation<SourceRecord> onSource() {
        ClassifyFields<SourceRecord> transform = new ClassifyFields<>();
        transform.configure(Map.of());
        return transform;
    }

    @Override
    Transformation<SinkRecord> onSink() {
        ClassifyFields<SinkRecord> transform = new ClassifyFields<>();
        transform.configure(Map.of());
        return transform;
    }

    @Override
    Stream<SchemaAndValue> acceptedValues() {
        return new MaskFieldsContractTest().acceptedValues();
    }

    @Test
    void reportsWithoutChangingTheValue() {
        // Given
        Map<String, Object> value = Map.of("a", "ada@example.org", "b", "{\"password\":\"hunter2\"}");

        // When
        SourceRecord result = onSource().apply(source(null, value));

        // Then
        assertThat(result.value()).isSameAs(value);
        assertThat(result.headers().lastWithName("gov.sensitivity").value()).isEqualTo("restricted");
        assertThat(result.headers().lastWithName("gov.findings").value()).isEqualTo("pii.email:1,secret.password:1");
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.smt.seal.FixedKeysets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link Reveal} on what {@link MaskFields} sealed in the values of its own contract. */
class RevealContractTest extends TransformContract {

    private static final Map<String, String> SEALING = Map.of(
            "mask.default.action",
            "token",
            "mask.actions",
            "pci.card:encrypt,secret:encrypt",
            "mask.token.keyset",
            FixedKeysets.SIV,
            "mask.encrypt.keyset",
            FixedKeysets.GCM);

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
        return clearValues().map(value -> {
            SourceRecord sealed = Masking.apply(SEALING, value.schema(), value.value());
            return new SchemaAndValue(sealed.valueSchema(), sealed.value());
        });
    }

    static Stream<SchemaAndValue> clearValues() {
        Struct row = new Struct(MaskFieldsContractTest.ROW)
                .put("prompt", "ask ada@example.org")
                .put(
                        "items",
                        List.of(new Struct(MaskFieldsContractTest.ITEM)
                                .put("note", "card 4111 1111 1111 1111")
                                .put("count", 3)))
                .put("labels", Map.of("k", "+34 612 345 678"));
        Map<String, Object> map = Map.of(
                "arguments",
                "{\"auth\":{\"password\":\"hun\\\"ter2\"},\"to\":\"ada@example.org\"}",
                "nested",
                "{\"a\":\"{\\\"b\\\":\\\"{\\\\\\\"to\\\\\\\":\\\\\\\"ada@example.org\\\\\\\"}\\\"}\"}",
                "clean",
                List.of("nothing here", 1, true));
        return Stream.of(
                new SchemaAndValue(MaskFieldsContractTest.ROW, row),
                new SchemaAndValue(null, map),
                new SchemaAndValue(
                        null, "ada@example.org;ada@example.org, card 4111 1111 1111 1111 (ada@example.org)"));
    }

    @ParameterizedTest
    @MethodSource("clearValues")
    void givesBackEveryCharacter(SchemaAndValue clear) {
        // Given
        SourceRecord sealed = Masking.apply(SEALING, clear.schema(), clear.value());
        assertThat(picture(sealed)).doesNotContain("ada@", "4111", "hun");

        // When
        SourceRecord revealed = onSource().apply(source(sealed.valueSchema(), sealed.value()));

        // Then
        assertThat(revealed.value()).isEqualTo(clear.value());
        assertThat(revealed.valueSchema()).isEqualTo(clear.schema());
    }

    private static <R extends ConnectRecord<R>> Reveal<R> configured() {
        Reveal<R> reveal = new Reveal<>(config -> new KeptAudits(), Clock.systemUTC(), UUID::randomUUID);
        reveal.configure(new HashMap<>(RevealTest.CONFIG));
        return reveal;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A text that stands in two fields is looked at as if it stood in each alone. */
class SameTextTest {

    private static final List<String> NAMES = List.of(
            "note",
            "remark",
            "order_id",
            "created_at",
            "password",
            "api_token",
            "ssn",
            "phone",
            "date_of_birth",
            "args_json");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tulip garden",
                "hunter2secret",
                "536-22-8726",
                "536228726",
                "4111 1111 1111 1111",
                "4111111111111111",
                "+34 612 345 678",
                "1777593600019",
                "1980-02-29",
                "ada@example.org",
                "9f86d081884c7d659a2feaa0c55ad015",
                "{\"password\":\"hunter2\",\"hidden\":\"tulip garden\"}",
                " [\"tulip\", \"garden\"]",
                "\"tulip garden\""
            })
    void isMaskedInEachFieldAsIfItStoodThereAlone(String text) {
        MaskFields<SourceRecord> both = transform();
        // names become known, and what was clean under them
        for (int round = 0; round < 3; round++) {
            for (String one : NAMES) {
                for (String other : NAMES) {
                    // Given the very same text in two fields, with another behind them that protects what it holds
                    Map<String, Object> value = new LinkedHashMap<>();
                    value.put(one, text);
                    value.put(other, text);
                    value.put("below", Map.of("hidden", text));

                    // When
                    Object masked = both.apply(record(value)).value();

                    // Then
                    Map<String, Object> expected = new LinkedHashMap<>();
                    expected.put(one, alone(one, text));
                    expected.put(other, alone(other, text));
                    expected.put("below", Map.of("hidden", "[FIELD]"));
                    assertThat(masked).as("%s, %s", one, other).isEqualTo(expected);
                }
            }
        }
    }

    private static Object alone(String name, String text) {
        return ((Map<?, ?>) transform().apply(record(Map.of(name, text))).value()).get(name);
    }

    private static MaskFields<SourceRecord> transform() {
        MaskFields<SourceRecord> transform = new MaskFields<>();
        transform.configure(Map.of("mask.fields", "**.hidden:redact"));
        return transform;
    }

    private static SourceRecord record(Object value) {
        return new SourceRecord(Map.of(), Map.of(), "events", null, value);
    }
}

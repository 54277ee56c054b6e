/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt;

import static io.affidavit.smt.Masking.apply;
import static io.affidavit.smt.Masking.record;
import static io.affidavit.smt.Masking.transform;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** {@link MaskFields} where the name of a secret and the secret are fields of their own. */
class NamedPairsTest {

    private static final Schema PAIR = SchemaBuilder.struct()
            .field("name", Schema.STRING_SCHEMA)
            .field("value", Schema.STRING_SCHEMA)
            .build();

    @Test
    void protectsTheValueThatTheFieldBesideItNames() {
        // Given
        List<Object> variables = List.of(pair("DB_PASSWORD", "correct horse"), pair("REGION", "eu-central-1"));

        // When
        Object masked = apply(Map.of(), null, Map.of("env", variables)).value();

        // Then
        assertThat(masked)
                .isEqualTo(Map.of("env", List.of(pair("DB_PASSWORD", "[PASSWORD]"), pair("REGION", "eu-central-1"))));
    }

    @Test
    void protectsItInAStruct() {
        Struct struct = new Struct(PAIR).put("name", "db.password").put("value", "correct horse");

        Struct masked = (Struct) apply(Map.of(), PAIR, struct).value();

        assertThat(masked.getString("value")).isEqualTo("[PASSWORD]");
    }

    @Test
    void protectsItInJsonText() {
        // Given
        String json =
                "{\"env\":[{\"name\":\"DB_PASSWORD\",\"value\":\"correct horse\"},{\"value\":\"red\"}],\"value\":\"x\"}";

        // When
        Object masked = apply(Map.of(), null, Map.of("arguments", json)).value();

        // Then
        assertThat(masked).isEqualTo(Map.of("arguments", json.replace("correct horse", "[PASSWORD]")));
    }

    @Test
    void findsTheValueAgainThatWasCleanBesideAnotherName() {
        // Given
        MaskFields<SourceRecord> transform = transform(Map.of());
        SourceRecord clean = record(null, pair("REGION", "correct horse"));

        // When
        SourceRecord before = transform.apply(transform.apply(clean));
        Object masked = transform
                .apply(record(null, pair("DB_PASSWORD", "correct horse")))
                .value();
        SourceRecord after = transform.apply(clean);

        // Then
        assertThat(before).isSameAs(clean);
        assertThat(masked).isEqualTo(pair("DB_PASSWORD", "[PASSWORD]"));
        assertThat(after).isSameAs(clean);
    }

    private static Map<String, Object> pair(String name, String value) {
        Map<String, Object> pair = new LinkedHashMap<>();
        pair.put("name", name);
        pair.put("value", value);
        return pair;
    }
}

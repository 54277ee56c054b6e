/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.upcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

class FieldsTest {

    @Test
    void behaveLikeALinkedHashMap() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(11);
        for (int round = 0; round < 500; round++) {
            Map<String, Object> expected = new LinkedHashMap<>();
            Fields actual = struct(random, expected);
            for (int step = 0; step < 40; step++) {
                String key = "k" + random.nextInt(9);
                switch (random.nextInt(6)) {
                    case 0, 1 -> assertThat(actual.remove(key)).isEqualTo(expected.remove(key));
                    case 2 -> assertThat(actual.get(key)).isEqualTo(expected.get(key));
                    case 3 -> assertThat(actual.containsKey(key)).isEqualTo(expected.containsKey(key));
                    case 4 -> actual = new Fields(actual);
                    default -> assertThat(actual.put(key, step)).isEqualTo(expected.put(key, step));
                }
                assertThat(actual).isEqualTo(expected);
                assertThat(new ArrayList<>(actual.keySet())).isEqualTo(new ArrayList<>(expected.keySet()));
            }
        }
    }

    @Test
    void areACopy() {
        Struct struct = new Struct(
                        SchemaBuilder.struct().field("k", Schema.STRING_SCHEMA).build())
                .put("k", "v");
        Fields fields = new Fields(struct);
        Fields copy = new Fields(fields);

        fields.put("k", "w");
        fields.put("more", "x");

        assertThat(struct.get("k")).isEqualTo("v");
        assertThat(copy).isEqualTo(Map.of("k", "v"));
    }

    /** Six fields, some null and some with a default; all that it holds in {@code expected}. */
    private static Fields struct(RandomGenerator random, Map<String, Object> expected) {
        SchemaBuilder schema = SchemaBuilder.struct();
        for (int i = 0; i < 6; i++) {
            schema.field(
                    "k" + i,
                    SchemaBuilder.int32()
                            .optional()
                            .defaultValue(i % 2 == 0 ? null : i)
                            .build());
        }
        Struct struct = new Struct(schema.build());
        for (int i = 0; i < 6; i++) {
            if (random.nextBoolean()) {
                struct.put("k" + i, 100 + i);
            }
            expected.put("k" + i, struct.get("k" + i));
        }
        return new Fields(struct);
    }
}

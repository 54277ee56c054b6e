/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.affidavit.core.data.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short way to yes agrees with the full validator. */
class QuickCheckTest {

    private static final List<String> NAMES = List.of("a", "b", "c", "d");
    private static final List<String> TYPES =
            List.of("null", "boolean", "integer", "number", "string", "array", "object");

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(20261122);

    @Test
    void neverAcceptsWhatTheValidatorRefuses() {
        int accepted = 0;
        int refused = 0;
        for (int round = 0; round < 4_000; round++) {
            Object contract = contract(3);
            QuickCheck quick = QuickCheck.of(contract);
            Schema full = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Nodes.of(contract));
            for (int i = 0; i < 5; i++) {
                Object value = value(3);
                boolean valid = full.validate(Nodes.of(value)).isEmpty();
                if (quick.accepts(value)) {
                    assertThat(valid)
                            .as("%s against %s", JsonText.write(value), JsonText.write(contract))
                            .isTrue();
                    accepted++;
                } else if (!valid) {
                    refused++;
                }
            }
        }
        assertThat(accepted).isGreaterThan(1_000);
        assertThat(refused).isGreaterThan(1_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"pattern\":\"a\"}",
                "{\"properties\":{\"a\":{\"$ref\":\"#\"}}}",
                "{\"items\":{\"minimum\":1}}",
                "{\"additionalProperties\":{\"not\":{}}}",
                "{\"enum\":[1]}",
                "{\"const\":null}"
            })
    void leavesOtherKeywordsToTheValidator(String contract) {
        assertThat(QuickCheck.of(JsonText.parse(contract))).isNull();
    }

    private Object contract(int depth) {
        Map<String, Object> contract = new LinkedHashMap<>();
        if (random.nextInt(3) > 0) {
            contract.put("type", random.nextBoolean() ? pick(TYPES) : List.of("object", "null"));
        }
        if (depth > 0 && random.nextInt(3) > 0) {
            Map<String, Object> properties = new LinkedHashMap<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                properties.put(pick(NAMES), random.nextInt(8) == 0 ? random.nextBoolean() : contract(depth - 1));
            }
            contract.put("properties", properties);
        }
        if (random.nextInt(4) == 0) {
            contract.put("required", List.of(pick(NAMES)));
        }
        if (depth > 0 && random.nextInt(4) == 0) {
            contract.put("additionalProperties", random.nextBoolean() ? false : contract(depth - 1));
        }
        if (depth > 0 && random.nextInt(4) == 0) {
            contract.put("items", contract(depth - 1));
        }
        if (random.nextInt(6) == 0) {
            contract.put("enum", List.of("x", "y"));
        }
        return contract;
    }

    private Object value(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 6)) {
            case 0 -> pick(List.of("x", "y", "z"));
            case 1 -> random.nextLong();
            case 2 -> random.nextInt(9) / 2.0;
            case 3 -> random.nextBoolean();
            case 4 -> null;
            case 5 -> new java.math.BigDecimal("1e40");
            case 6 -> {
                List<Object> items = new ArrayList<>();
                for (int i = random.nextInt(3); i > 0; i--) {
                    items.add(value(depth - 1));
                }
                yield items;
            }
            default -> {
                Map<String, Object> members = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    members.put(pick(NAMES), value(depth - 1));
                }
                yield members;
            }
        };
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}

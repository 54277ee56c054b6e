/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class ArrayMapTest {

    @Test
    void behavesLikeALinkedHashMap() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        Map<String, Object> expected = new LinkedHashMap<>();
        Map<String, Object> actual = new ArrayMap();
        for (int step = 0; step < 20_000; step++) {
            String key = "k" + random.nextInt(24);
            switch (random.nextInt(9)) {
                case 0, 1 -> assertThat(actual.remove(key)).isEqualTo(expected.remove(key));
                case 2 -> assertThat(actual.get(key)).isEqualTo(expected.get(key));
                case 3 -> assertThat(actual.containsKey(key)).isEqualTo(expected.containsKey(key));
                case 4 -> actual = ArrayMap.copyOf(random.nextBoolean() ? actual : expected);
                case 5 -> {
                    expected.keySet().removeIf(name -> name.equals(key));
                    actual.keySet().removeIf(name -> name.equals(key));
                }
                case 6 -> {
                    expected.replaceAll((name, value) -> name.equals(key) ? "other" : value);
                    actual.replaceAll((name, value) -> name.equals(key) ? "other" : value);
                }
                default -> assertThat(actual.put(key, step)).isEqualTo(expected.put(key, step));
            }
            assertThat(actual).isEqualTo(expected).hasSameHashCodeAs(expected);
            assertThat(new ArrayList<>(actual.keySet())).isEqualTo(new ArrayList<>(expected.keySet()));
        }
    }

    @Test
    void takesNoKeysButText() {
        Map<Object, Object> odd = new HashMap<>(Map.of(7, "x"));
        Map<Object, Object> none = new HashMap<>();
        none.put(null, "x");

        assertThat(ArrayMap.copyOf(odd)).isNull();
        assertThat(ArrayMap.copyOf(none)).isNull();
    }
}

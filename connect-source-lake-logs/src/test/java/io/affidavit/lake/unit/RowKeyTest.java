/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.unit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowKeyTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "2026/01/02/03/calls.jsonl.gz", "with#hash", "ends#000000000001", "ü/語"})
    void readsWhatItWrites(String name) {
        RowKey key = new RowKey(name, 41);
        assertThat(key.text()).endsWith("#000000000041");
        assertThat(RowKey.parse(key.text())).contains(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a#1", "#000000000001", "a#00000000001x"})
    void givesOtherTextsNoKey(String text) {
        assertThat(RowKey.parse(text)).isEmpty();
    }

    @Test
    void ordersNamesAsTheirBytes() {
        // Given names of all lengths of UTF-8, in any order
        List<String> names = new ArrayList<>(
                Arrays.asList("a", "a/b", "a.b", "b", "é", "\uE000", "\uFFFD", "😀", "😀a", "\uD7FF", "a😀", "aé"));
        java.util.Collections.shuffle(names, new Random(3));

        // When
        List<String> sorted = names.stream().sorted(UnitName.ORDER).toList();

        // Then
        names.sort((left, right) ->
                Arrays.compareUnsigned(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8)));
        assertThat(sorted).isEqualTo(names);
    }

    @Test
    void choosesTheEarliestWhateverTheOrderOfOffers() {
        // Given more units than are kept, many of one cursor
        Random random = new Random(5);
        List<Unit> units = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            units.add(new Unit(random.nextInt(12), "unit-" + i, "", 1));
        }
        List<Unit> sorted = new ArrayList<>(units);
        sorted.sort(java.util.Comparator.comparingLong(Unit::cursor).thenComparing(Unit::name, UnitName.ORDER));
        Earliest<Unit> earliest = new Earliest<>(unit -> unit, 17);

        // When they are read through, below cursor 10
        List<Unit> read = new ArrayList<>();
        int choices = 0;
        Unit last = null;
        while (true) {
            long from = last == null ? Long.MIN_VALUE : last.cursor();
            String after = last == null ? null : last.name();
            if (!earliest.covers(from, after, 10)) {
                choices++;
                earliest.begin(from, after, 10);
                units.forEach(earliest::offer);
                earliest.end();
            }
            var next = earliest.next(from, after, 10);
            if (next.isEmpty()) {
                break;
            }
            last = next.get();
            read.add(last);
        }

        // Then
        assertThat(read)
                .isEqualTo(sorted.stream().filter(unit -> unit.cursor() < 10).toList());
        assertThat(choices).isBetween(read.size() / 17, read.size() / 17 + 2);
    }

    @Test
    void coversNothingWithAChoiceThatWasBrokenOff() {
        Earliest<Unit> earliest = new Earliest<>(unit -> unit, 3);
        earliest.begin(0, null, 10);
        earliest.offer(new Unit(1, "a", "", 1));

        assertThat(earliest.covers(0, null, 10)).isFalse();
        earliest.end();
        assertThat(earliest.covers(0, null, 10)).isTrue();
    }
}

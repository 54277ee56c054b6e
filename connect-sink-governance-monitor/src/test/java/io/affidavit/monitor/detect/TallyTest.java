/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {

    private static final String FACE = "\uD83D\uDE00";

    @Test
    void keepsNamesThatUtf8GivesBack() {
        assertThat(Tally.kept("name")).isEqualTo("name");
        assertThat(Tally.kept(FACE)).isEqualTo(FACE);
        assertThat(Tally.kept("\uD800")).isEqualTo("?");
        assertThat(Tally.kept("a".repeat(127) + FACE)).isEqualTo("a".repeat(127));
        assertThat(Tally.kept("a".repeat(126) + FACE + "b")).isEqualTo("a".repeat(126) + FACE);
        assertThat(Tally.kept("a".repeat(127) + "\uD800b")).isEqualTo("a".repeat(127) + "?");
        assertThat(Tally.kept("a".repeat(4_000))).hasSize(Tally.NAME_CHARS);
    }

    @Test
    void restoresNamesWithHalfASurrogatePair() {
        Tally tally = new Tally(4, 1);
        tally.add("\uD800", 0);
        tally.add("\uDBFF", 0);
        tally.add(FACE, 0);

        assertThat(names(restored(tally, 4, 1)))
                .containsExactly("?=2", FACE + "=1")
                .isEqualTo(names(tally));
    }

    @Test
    void countsWhatFindsNoPlaceTogether() {
        Tally tally = new Tally(2, 2);
        for (String name : List.of("a", "b", "c", "d", "a")) {
            tally.add(name, 0);
        }
        tally.add("c", 1);

        assertThat(names(tally)).containsExactly("a=2", "b=1");
        assertThat(tally.overflow(0)).isEqualTo(2);
        assertThat(tally.overflow(1)).isEqualTo(1);
        assertThat(tally.total(0)).isEqualTo(5);
        assertThat(restored(tally, 2, 2).total(0)).isEqualTo(5);
    }

    @Test
    void mergesInTheOrderOfNames() {
        Tally tally = new Tally(2, 1);
        tally.add("z", 0);
        Tally other = new Tally(2, 1);
        other.add("y", 0);
        other.add("x", 0);

        tally.merge(other);

        assertThat(names(tally)).containsExactly("x=1", "z=1");
        assertThat(tally.overflow(0)).isEqualTo(1);
        assertThat(tally.total(0)).isEqualTo(3);
    }

    private static Tally restored(Tally tally, int most, int columns) {
        StateWriter writer = new StateWriter();
        tally.save(writer);
        Tally restored = new Tally(most, columns);
        restored.restore(new StateReader(writer.bytes()));
        return restored;
    }

    private static List<String> names(Tally tally) {
        List<String> names = new ArrayList<>();
        tally.forEach((name, counts) -> names.add(name + "=" + counts[0]));
        return names;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class HitsTest {

    @Test
    void mergesTwoReadingsInOrder() {
        // Given
        Hits raw = hits(10, 14, 30, 40);
        Hits veiled = hits(2, 5, 12, 20, 32, 36, 50, 51);

        // When
        raw.merge(veiled);

        // Then what overlaps is one hit over both
        assertThat(spans(raw)).containsExactly(2, 5, 10, 20, 30, 40, 50, 51);
    }

    @Test
    void namesTheKindByTheLongest() {
        // Given
        Hits raw = new Hits(50);
        raw.add(10, 14, Labels.PHONE, 60);
        Hits veiled = new Hits(1);
        veiled.add(8, 30, Labels.EMAIL, 90);

        // When
        raw.merge(veiled);

        // Then
        assertThat(raw.label(0)).isEqualTo(Labels.EMAIL);
        assertThat(raw.score(0)).isEqualTo(90);
    }

    @Test
    void leavesOutWhatIsBelowTheThreshold() {
        // Given
        Hits raw = hits(10, 14);
        Hits veiled = new Hits(1);
        veiled.add(20, 30, Labels.EMAIL, 49);

        // When
        raw.merge(veiled);

        // Then
        assertThat(spans(raw)).containsExactly(10, 14);
    }

    @Test
    void coversWhatInsertingOneByOneCovers() {
        // Given many pairs of readings, seeded
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(11);
        for (int round = 0; round < 2_000; round++) {
            int[] some = random(random);
            int[] others = random(random);
            Hits merged = hits(some);
            Hits inserted = hits(some);

            // When
            merged.merge(hits(others));
            for (int i = 0; i < others.length; i += 2) {
                inserted.insert(others[i], others[i + 1], Labels.EMAIL, 90);
            }

            // Then
            assertThat(spans(merged)).isEqualTo(spans(inserted));
        }
    }

    private static int[] random(RandomGenerator random) {
        int[] spans = new int[2 * random.nextInt(6)];
        int at = 0;
        for (int i = 0; i < spans.length; i++) {
            at += 1 + random.nextInt(5);
            spans[i] = at;
        }
        return spans;
    }

    private static Hits hits(int... spans) {
        Hits hits = new Hits(50);
        for (int i = 0; i < spans.length; i += 2) {
            hits.add(spans[i], spans[i + 1], Labels.EMAIL, 90);
        }
        return hits;
    }

    private static List<Integer> spans(Hits hits) {
        List<Integer> spans = new ArrayList<>();
        for (int i = 0; i < hits.size(); i++) {
            spans.add(hits.start(i));
            spans.add(hits.end(i));
        }
        return spans;
    }
}

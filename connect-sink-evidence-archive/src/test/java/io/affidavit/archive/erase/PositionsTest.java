/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.erase;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.evidence.hash.LeafRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class PositionsTest {

    @Test
    void makesNeighboursOneRange() {
        Positions positions = new Positions();
        for (long position : new long[] {0, 1, 2, 5, 7, 8}) {
            positions.add(position);
        }

        assertThat(positions.ranges()).containsExactly(new LeafRange(0, 3), new LeafRange(5, 6), new LeafRange(7, 9));
        assertThat(new Positions().ranges()).isEmpty();
    }

    @RepeatedTest(20)
    void whatIsKeptIsEverythingElse(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Positions positions = new Positions();
        List<Boolean> stays = new ArrayList<>();
        for (int row = 0; row < 200; row++) {
            boolean kept = random.nextInt(3) > 0;
            stays.add(kept);
            if (!kept) {
                positions.add(row);
            }
        }

        Kept kept = new Kept(positions.ranges());
        assertThat(stays).allSatisfy(expected -> assertThat(kept.next()).isEqualTo(expected));
    }
}

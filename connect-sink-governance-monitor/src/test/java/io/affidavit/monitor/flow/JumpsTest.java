/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.monitor.flow.Jumps.Gap;
import org.junit.jupiter.api.Test;

class JumpsTest {

    private final Jumps jumps = new Jumps();

    @Test
    void findsNothingWhereEveryOffsetCame() {
        jumps.came(10, 10);
        jumps.came(11, 11);

        assertThat(jumps.isEmpty()).isTrue();
        assertThat(jumps.settle(500)).isEmpty();
    }

    @Test
    void takesAHoleInALogThatBeginsBeforeItForATransactionOrCompaction() {
        jumps.came(12, 11);
        jumps.came(400, 13);

        assertThat(jumps.settle(11)).isEmpty();
        assertThat(jumps.isEmpty()).isTrue();
    }

    @Test
    void findsWhatWasDeletedBeforeItCame() {
        jumps.came(1_500, 1_000);

        assertThat(jumps.settle(1_500)).contains(new Gap(1_000, 1_500, 500));
        assertThat(jumps.settle(1_500)).isEmpty();
    }

    @Test
    void countsNoHoleBehindTheBeginOfTheLog() {
        // deleted up to 1200; from there on to 1210 nothing but the end of a transaction and aborted records
        jumps.came(1_210, 1_000);

        assertThat(jumps.settle(1_200)).contains(new Gap(1_000, 1_200, 200));
    }

    @Test
    void countsNoRecordThatCameInBetween() {
        jumps.came(102, 101);
        jumps.came(200, 150);
        jumps.came(302, 301);

        assertThat(jumps.settle(220)).contains(new Gap(101, 200, 51));
    }

    @Test
    void passesOverRecordsThatComeAgain() {
        jumps.came(5, 10);

        assertThat(jumps.isEmpty()).isTrue();
    }
}

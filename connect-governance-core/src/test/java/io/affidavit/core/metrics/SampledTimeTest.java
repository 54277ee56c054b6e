/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampledTimeTest {

    private final List<Long> added = new ArrayList<>();
    private final SampledTime time = new SampledTime(added::add);

    @Test
    void measuresTheFirstRunAndThenOneForEachSixteen() {
        for (int run = 0; run <= 3 * SampledTime.EVERY; run++) {
            time.end(time.begin());
        }

        assertThat(added).hasSize(4);
    }

    @Test
    void countsTheFirstRunOnceAndOthersForAllOfTheirs() throws InterruptedException {
        for (int run = 0; run <= SampledTime.EVERY; run++) {
            long begun = time.begin();
            Thread.sleep(run % SampledTime.EVERY == 0 ? 20 : 0);
            time.end(begun);
        }

        assertThat(added.get(0)).isGreaterThanOrEqualTo(19_000_000L);
        assertThat(added.get(1)).isGreaterThanOrEqualTo(SampledTime.EVERY * 19_000_000L);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommitTimesTest {

    @Test
    void answersZeroBeforeTheFirstCommit() {
        CommitTimes times = new CommitTimes();
        assertThat(times.last()).isZero();
        assertThat(times.max()).isZero();
        assertThat(times.percentile(0.95)).isZero();
    }

    @Test
    void looksAtTheLatestCommitsOnly() {
        // Given one slow commit long ago, then 128 from 1 to 128 ms
        CommitTimes times = new CommitTimes();
        times.add(10_000);
        for (int millis = 1; millis <= 128; millis++) {
            times.add(millis);
        }

        // Then the slow one is forgotten
        assertThat(times.last()).isEqualTo(128);
        assertThat(times.max()).isEqualTo(128);
        assertThat(times.percentile(0.95)).isEqualTo(122);
        assertThat(times.percentile(0.5)).isEqualTo(64);
    }
}

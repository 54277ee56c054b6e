/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.commit.CommitRequest;
import io.affidavit.archive.commit.Mark;
import io.affidavit.archive.commit.SourcePartition;
import io.affidavit.archive.commit.Watermarks;
import io.affidavit.archive.evidence.statement.OffsetRange;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a task believes of a table does not change behind its back. */
class StandingTest {

    private static final SourcePartition SOURCE = new SourcePartition("0", "governed", 0);
    private static final SourcePartition OTHER = new SourcePartition("0", "governed", 1);

    private final Standing standing = new Standing(UUID.randomUUID(), at(SOURCE, 10));

    @Test
    void keepsWhatItWasFirstAskedFor() {
        assertThat(standing.next(SOURCE)).isEqualTo(10);
        standing.observed(at(SOURCE, 20));
        assertThat(standing.next(SOURCE)).isEqualTo(10);
    }

    @Test
    void takesTheNewestForWhatItWasNotAskedFor() {
        standing.observed(at(OTHER, 7));
        assertThat(standing.next(OTHER)).isEqualTo(7);
        assertThat(standing.next(SOURCE)).isNull();
    }

    @Test
    void beginsAnewWithWhatItForgets() {
        standing.next(SOURCE);
        standing.observed(at(SOURCE, 20));
        standing.forget(List.of(SOURCE));
        assertThat(standing.next(SOURCE)).isEqualTo(20);
    }

    @Test
    void followsItsOwnCommits() {
        standing.next(SOURCE);
        standing.committed(new CommitRequest(
                "c",
                Map.of(SOURCE, 10L),
                Map.of(SOURCE, new Mark(15, "c", null)),
                List.of(OffsetRange.archived("governed", 0, 10, 15)),
                List.of(),
                0));
        assertThat(standing.next(SOURCE)).isEqualTo(15);
    }

    @Test
    void seesATableThatWentBack() {
        standing.next(SOURCE);
        assertThat(standing.isAheadOf(at(SOURCE, 9))).isTrue();
        assertThat(standing.isAheadOf(at(OTHER, 100))).isTrue();
        assertThat(standing.isAheadOf(at(SOURCE, 10))).isFalse();
    }

    private static Watermarks at(SourcePartition source, long next) {
        return new Watermarks(Map.of(source, new Mark(next, "commit", null)));
    }
}

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
import io.affidavit.archive.evidence.statement.OffsetFates;
import io.affidavit.archive.evidence.statement.OffsetRange;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The ranges of a table that gets only some of the records follow each other without gap or overlap. */
class ExtentsTest {

    private static final SourcePartition SOURCE = new SourcePartition("0", "governed", 0);

    private final Extents extents = new Extents();

    @Test
    void firstRangeBeginsWithTheFirstRecord() {
        extents.add(SOURCE, 5);
        extents.add(SOURCE, 9);
        assertThat(range(new Watermarks(Map.of()))).isEqualTo(range(5, 10, 2));
    }

    @Test
    void laterRangesBeginWhereTheTableStands() {
        extents.add(SOURCE, 9);
        assertThat(range(new Watermarks(Map.of(SOURCE, new Mark(6, "before", null)))))
                .isEqualTo(range(6, 10, 1));
    }

    @Test
    void expectsWhatTheTableStoodAt() {
        extents.add(SOURCE, 9);
        CommitRequest request = request(new Watermarks(Map.of(SOURCE, new Mark(6, "before", null))));
        assertThat(request.expected()).isEqualTo(Map.of(SOURCE, 6L));
        assertThat(request.moved()).isEqualTo(Map.of(SOURCE, new Mark(10, "commit", null)));
    }

    @Test
    void keepsSourcesApart() {
        SourcePartition other = new SourcePartition("0", "governed", 1);
        extents.add(SOURCE, 1);
        extents.add(other, 2);
        extents.add(SOURCE, 3);
        assertThat(request(new Watermarks(Map.of())).ranges())
                .extracting(OffsetRange::to)
                .containsExactly(4L, 3L);
        extents.clear();
        assertThat(extents.isEmpty()).isTrue();
    }

    private OffsetRange range(Watermarks watermarks) {
        return request(watermarks).ranges().get(0);
    }

    private CommitRequest request(Watermarks watermarks) {
        return extents.request("commit", new Standing(UUID.randomUUID(), watermarks), List.of(), 0);
    }

    private static OffsetRange range(long from, long to, long archived) {
        OffsetFates fates = new OffsetFates(archived, 0, 0, 0, 0, to - from - archived, 0, 0);
        return new OffsetRange("governed", 0, from, to, fates, List.of(), true);
    }
}

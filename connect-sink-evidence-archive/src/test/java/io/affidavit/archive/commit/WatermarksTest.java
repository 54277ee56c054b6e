/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WatermarksTest {

    private static final SourcePartition FIRST = new SourcePartition("0", "logs.ai", 0);
    private static final SourcePartition SECOND = new SourcePartition("after-move", "logs.ai", 12);

    @Test
    void writesAStableText() {
        Watermarks watermarks = new Watermarks(Map.of(
                SECOND,
                new Mark(7, "c2", null),
                FIRST,
                new Mark(
                        1L << 40,
                        "c1",
                        new Mark.LastRecord((1L << 40) - 2, 1_700_000_000_000L, "00ff00ff00ff00ff", "0a0b0c0d"))));

        assertThat(watermarks.toText())
                .isEqualTo(
                        "{\"0\":{\"logs.ai\":{\"0\":[1099511627776,\"c1\",1099511627774,1700000000000,\"00ff00ff00ff00ff\",\"0a0b0c0d\"]}},"
                                + "\"after-move\":{\"logs.ai\":{\"12\":[7,\"c2\"]}}}");
        assertThat(Watermarks.parse(watermarks.toText())).isEqualTo(watermarks);
    }

    @Test
    void carriesOtherPartitionsForward() {
        Watermarks before = new Watermarks(Map.of(FIRST, new Mark(5, "c1", null)));
        Watermarks after = before.with(Map.of(SECOND, new Mark(9, "c2", null)));
        assertThat(after.next(FIRST)).isEqualTo(5);
        assertThat(after.next(SECOND)).isEqualTo(9);
        assertThat(after.wereMovedBy("c2", java.util.List.of(SECOND))).isTrue();
        assertThat(after.wereMovedBy("c2", java.util.List.of(FIRST, SECOND))).isFalse();
    }

    @Test
    void keepsMissingTimestampAndKeyMissing() {
        Watermarks watermarks =
                new Watermarks(Map.of(FIRST, new Mark(5, "c1", new Mark.LastRecord(4, null, null, "0a0b0c0d"))));
        assertThat(Watermarks.parse(watermarks.toText())).isEqualTo(watermarks);
    }
}

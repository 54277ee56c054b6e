/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.core.testing.Golden;
import io.affidavit.source.engine.LaneState;
import io.affidavit.source.engine.WindowGrid;
import io.affidavit.source.spi.Position;
import io.affidavit.source.spi.PositionText;
import io.affidavit.source.sums.ClosedWindow;
import io.affidavit.source.sums.Sums;
import io.affidavit.source.sums.WindowRows;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LaneOffsetTest {

    private static final PositionText NUMBERS = new PositionText() {
        @Override
        public String format(long position) {
            return Long.toString(position);
        }

        @Override
        public long parse(String text) {
            return Long.parseLong(text);
        }

        @Override
        public String expectation() {
            return "a whole number";
        }
    };

    private static final WindowRows ROWS = WindowRows.NONE.with(new long[] {5, -9, 1L << 40}, 2);

    private final LaneOffset offset = new LaneOffset(
            new TableIdentity(new WindowGrid(64, 100), 16384, "litellm@1"),
            new LaneState(
                    7,
                    new Position(742, "key \"x\""),
                    new Sums(3, -1, Long.MIN_VALUE),
                    ROWS,
                    true,
                    List.of(
                            new ClosedWindow(-57, ROWS, 1_700_000_000_000L, 1),
                            new ClosedWindow(0, WindowRows.NONE, 1, 0))));

    /** Users read and alter this over the REST API, and older offsets must stay readable: a change here is a new version. */
    @Test
    void hasThisForm() {
        Golden.assertMatches(
                Path.of("src/test/resources/golden/offset/v2.txt"),
                offset.toMap("742").toString().replace(", ", ",\n") + "\n");
        assertThat(new LanePartition("litellm/prod", "t", 5).toMap().toString())
                .isEqualTo("{source=litellm/prod, entity=t, lane=5}");
    }

    @Test
    void readsWhatItWrote() {
        assertThat(LaneOffset.of(offset.toMap("742"), NUMBERS)).isEqualTo(offset);
        LanePartition partition = new LanePartition("litellm/prod", "t", 5);
        assertThat(LanePartition.of(partition.toMap())).isEqualTo(partition);
    }

    @Test
    void readsOffsetsOfVersionOne() {
        // Given what was stored before windows had sums of their own
        Map<String, Object> map = new LinkedHashMap<>(offset.toMap("742"));
        map.put("v", 1L);
        map.keySet().removeAll(List.of("rows", "sketch", "closed", "unswept"));
        // When
        LaneState state = LaneOffset.of(map, NUMBERS).state();
        // Then
        assertThat(state.given()).isEqualTo(new Sums(3, -1, Long.MIN_VALUE));
        assertThat(state.rows()).isNull();
        assertThat(state.closed()).isFalse();
        assertThat(state.unswept()).isEmpty();
        // And what it becomes can be read too
        LaneOffset again = new LaneOffset(offset.identity(), state);
        assertThat(LaneOffset.of(again.toMap("742"), NUMBERS)).isEqualTo(again);
    }

    @Test
    void refusesAlteredTextsWithoutRepeatingThem() {
        for (String field : List.of("rows", "sketch", "unswept")) {
            Map<String, Object> map = new LinkedHashMap<>(offset.toMap("742"));
            map.put(field, "canary");
            assertThatThrownBy(() -> LaneOffset.of(map, NUMBERS))
                    .isInstanceOf(OffsetFormatException.class)
                    .hasMessageContaining(field)
                    .hasMessageNotContaining("canary")
                    .hasNoCause();
        }
    }

    @Test
    void isWrittenOutOnlyWhenLookedAt() {
        // Given
        AtomicInteger written = new AtomicInteger();
        DeferredOffset deferred = new DeferredOffset(() -> {
            written.incrementAndGet();
            return offset.toMap("742");
        });
        assertThat(written).hasValue(0);
        // When
        Map<String, Object> copy = new LinkedHashMap<>(deferred);
        // Then
        assertThat(copy).isEqualTo(offset.toMap("742")).isEqualTo(deferred);
        assertThat(deferred.get("window")).isEqualTo(7L);
        assertThat(written).hasValue(1);
    }

    @Test
    void readsNumbersOfAnyIntegralType() {
        Map<String, Object> map = new LinkedHashMap<>(offset.toMap("742"));
        map.put("lanes", 64);
        map.put("v", 2);
        assertThat(LaneOffset.of(map, NUMBERS)).isEqualTo(offset);
    }

    @Test
    void refusesAMissingFieldWithoutRepeatingValues() {
        for (String field : offset.toMap("742").keySet()) {
            Map<String, Object> map = new LinkedHashMap<>(offset.toMap("742"));
            map.remove(field);
            assertThatThrownBy(() -> LaneOffset.of(map, NUMBERS))
                    .isInstanceOf(OffsetFormatException.class)
                    .hasMessageContaining(field)
                    .hasMessageNotContaining("key \"x\"");
        }
    }

    @Test
    void holdsOnlyWhatConnectStores() {
        assertThat(offset.toMap("742").values()).allMatch(value -> value instanceof String || value instanceof Long);
    }
}

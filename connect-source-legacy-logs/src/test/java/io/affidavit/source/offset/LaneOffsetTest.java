/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.source.engine.LaneState;
import io.affidavit.source.engine.WindowGrid;
import io.affidavit.source.spi.PositionText;
import io.affidavit.source.spi.RowMark;
import java.util.LinkedHashMap;
import java.util.Map;
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

    private final LaneOffset offset = new LaneOffset(
            new TableIdentity(new WindowGrid(64, 100), 16384, "litellm@1"),
            new LaneState(7, new RowMark(742, "key \"x\""), 3, -1, Long.MIN_VALUE));

    /** Users read and alter this over the REST API, and older offsets must stay readable: a change here is a new version. */
    @Test
    void hasThisForm() {
        assertThat(offset.toMap("742").toString())
                .isEqualTo("{v=1, lanes=64, width=100, window=7, cursor=742, key=key \"x\", count=3, "
                        + "sum=ffffffffffffffff, xor=8000000000000000, table=16384, columns=litellm@1}");
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
    void readsNumbersOfAnyIntegralType() {
        Map<String, Object> map = new LinkedHashMap<>(offset.toMap("742"));
        map.put("lanes", 64);
        map.put("v", 1);
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

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.data.JsonText;
import org.junit.jupiter.api.Test;

class TimeFieldTest {

    private static final long MICROS = 1_767_323_045_123_456L;

    @Test
    void asksForMicrosecondsOfNanosecondFieldsExactly() {
        assertThat(range(true, MICROS, MICROS + 1))
                .contains("\"gte\":\"2026-01-02T03:04:05.123456Z\"", "\"lt\":\"2026-01-02T03:04:05.123457Z\"");
    }

    @Test
    void roundsBothEndsUpForMillisecondFields() {
        assertThat(range(false, MICROS, MICROS + 544))
                .contains("\"gte\":\"2026-01-02T03:04:05.124Z\"", "\"lt\":\"2026-01-02T03:04:05.124Z\"");
        assertThat(range(false, -1, 0)).contains("\"gte\":\"1970-01-01T00:00:00.000Z\"");
        assertThat(range(false, -1001, 0)).contains("\"gte\":\"1969-12-31T23:59:59.999Z\"");
    }

    @Test
    void leavesOutEndsThatNoDocumentCanReach() {
        for (boolean nanoseconds : new boolean[] {true, false}) {
            assertThat(range(nanoseconds, Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo("{\"exists\":{\"field\":\"at\"}}");
        }
        assertThat(range(true, Long.MIN_VALUE, -5)).contains("\"lt\":\"1970-01-01T00:00:00.000000Z\"");
    }

    private static String range(boolean nanoseconds, long from, long before) {
        return JsonText.write(new TimeField("at", nanoseconds).range(from, before));
    }
}

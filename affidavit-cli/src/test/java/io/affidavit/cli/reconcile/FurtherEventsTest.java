/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.identity.EventIds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FurtherEventsTest {

    private static final String ENTITY = EventIds.entityId("litellm", "gw", "LiteLLM_SpendLogs", "r-1");

    @ParameterizedTest
    @ValueSource(ints = {1, 7, EventIds.MOST_PER_ROW - 1})
    void knowsFurtherEventsByTheirId(int ordinal) {
        assertThat(isOne(EventIds.eventId(ENTITY, "tool_call", ordinal, "hash"), "tool_call"))
                .isTrue();
    }

    @Test
    void countsTheRowsOwnEvent() {
        assertThat(isOne(EventIds.eventId(ENTITY, "model_call", 0, "hash"), "model_call"))
                .isFalse();
    }

    @Test
    void countsEventsWhoseIdWasMadeInAnotherWay() {
        assertThat(isOne("0123456789abcdef0123456789abcdef", "model_call")).isFalse();
        assertThat(FurtherEvents.isOne(null, ENTITY, "model_call", "hash")).isFalse();
        assertThat(FurtherEvents.isOne("e1", null, null, "hash")).isFalse();
    }

    private static boolean isOne(String eventId, String category) {
        return FurtherEvents.isOne(eventId, ENTITY, category, "hash");
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Golden vectors, computed independently of this code with another language's SHA-256 and HMAC. */
class EventIdsTest {

    private static final String ENTITY = "8e8f3aadff1d11b5f628b3dc658cede2";
    private static final String ROW_HASH = "c9ff1efab8301cfeb99059d18e3ee8d0c4e4d4ec3f52f01da19f343f41241fec";

    @Test
    void pinsEntityIds() {
        assertThat(EventIds.entityId("litellm", "prod-eu", "LiteLLM_SpendLogs", "req-0001"))
                .isEqualTo(ENTITY);
    }

    @Test
    void pinsEventIds() {
        assertThat(EventIds.eventId(ENTITY, "model_call", 0, ROW_HASH)).isEqualTo("3982f168fafeb28eb85d9e84e060786f");
        assertThat(EventIds.eventId(ENTITY, "model_call", 0, null)).isEqualTo("900b11452dfdff3f5f3f2d18028da57d");
    }

    @Test
    void separatesPartsThatJoinToTheSameText() {
        assertThat(EventIds.entityId("ab", "c", "d", "e")).isNotEqualTo(EventIds.entityId("a", "bc", "d", "e"));
    }

    @Test
    void separatesOrdinalsCategoriesAndRevisions() {
        assertThat(java.util.Set.of(
                        EventIds.eventId(ENTITY, "prompt", 0, ROW_HASH),
                        EventIds.eventId(ENTITY, "prompt", 1, ROW_HASH),
                        EventIds.eventId(ENTITY, "response", 0, ROW_HASH),
                        EventIds.eventId(ENTITY, "prompt", 0, "other")))
                .hasSize(4);
    }
}

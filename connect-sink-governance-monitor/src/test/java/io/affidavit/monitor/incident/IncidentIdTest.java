/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.identity.KeyedHash;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IncidentIdTest {

    private final IncidentId ids = new IncidentId(Optional.empty());

    @Test
    void dependsOnEveryPartAndOnNothingElse() {
        // Given
        Map<String, String> scope = new LinkedHashMap<>();
        scope.put("b", "2");
        scope.put("a", "1");
        String id = ids.of("m", "c", Incidents.WHERE, scope, Incidents.START);

        // When
        Set<String> others = Set.of(
                ids.of("m2", "c", Incidents.WHERE, scope, Incidents.START),
                ids.of("m", "c2", Incidents.WHERE, scope, Incidents.START),
                ids.of("m", "c", new Incident.Where("credit-monitor", "ai.events", 4), scope, Incidents.START),
                ids.of("m", "c", Incidents.WHERE, Map.of("a", "1"), Incidents.START),
                ids.of("m", "c", Incidents.WHERE, Map.of("a", "1", "b", "3"), Incidents.START),
                ids.of("m", "c", Incidents.WHERE, scope, Incidents.START.plusMillis(1)));

        // Then
        assertThat(id).matches("[0-9a-f]{32}");
        assertThat(ids.of("m", "c", Incidents.WHERE, Map.of("a", "1", "b", "2"), Incidents.START))
                .isEqualTo(id);
        assertThat(others).hasSize(6).doesNotContain(id);
    }

    @Test
    void hidesTheScopeBehindAKey() {
        byte[] key = new byte[32];
        IncidentId keyed = new IncidentId(Optional.of(new KeyedHash("k", key)));
        key[0] = 1;
        IncidentId other = new IncidentId(Optional.of(new KeyedHash("k", key)));

        assertThat(keyed.of("m", "c", Incidents.WHERE, Map.of("a", "1"), Incidents.START))
                .isNotEqualTo(ids.of("m", "c", Incidents.WHERE, Map.of("a", "1"), Incidents.START))
                .isNotEqualTo(other.of("m", "c", Incidents.WHERE, Map.of("a", "1"), Incidents.START));
    }
}

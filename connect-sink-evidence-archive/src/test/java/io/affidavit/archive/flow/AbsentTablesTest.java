/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A table that was not there is looked for again after a while, and memory of it is bounded. */
class AbsentTablesTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T06:00:00Z"));
    private final InstantSource source = now::get;
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private final AbsentTables absent = new AbsentTables(clock);

    @Test
    void remembersForAWhile() {
        absent.add("ai.a", "rule");
        assertThat(absent.rule("ai.a")).isEqualTo("rule");
        assertThat(absent.rule("ai.b")).isNull();
        now.updateAndGet(instant -> instant.plusSeconds(29));
        assertThat(absent.rule("ai.a")).isEqualTo("rule");
        now.updateAndGet(instant -> instant.plusSeconds(1));
        assertThat(absent.rule("ai.a")).isNull();
    }

    @Test
    void forgetsRatherThanFillTheHeap() {
        absent.add("ai.first", "rule");
        for (int i = 0; i < 10_000; i++) {
            absent.add("ai." + i, "rule");
        }
        assertThat(absent.rule("ai.first")).isNull();
        assertThat(absent.rule("ai.9999")).isEqualTo("rule");
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.TreeSet;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

class CommitTriggerTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T06:00:00.500Z"), ZoneOffset.UTC);

    @Test
    void isDueByRecordsOrBytes() {
        CommitTrigger trigger = new CommitTrigger(Duration.ofSeconds(60), "archive", 0, 100, 1_000, CLOCK);
        assertThat(trigger.isDue(99, 999)).isFalse();
        assertThat(trigger.isDue(100, 0)).isTrue();
        assertThat(trigger.isDue(1, 1_000)).isTrue();
    }

    @Test
    void spreadsTasksOverTheInterval() {
        // Given 64 tasks of one connector
        TreeSet<Long> phases = new TreeSet<>();
        for (int task = 0; task < 64; task++) {
            phases.add(new CommitTrigger(Duration.ofSeconds(60), "archive", task / 64.0, 1, 1, CLOCK).millisLeft());
        }

        // Then no two commit within nine tenths of a second
        long before = Long.MIN_VALUE / 2;
        for (long phase : phases) {
            assertThat(phase - before).isGreaterThan(900);
            before = phase;
        }
        assertThat(phases).hasSize(64);
    }

    @Test
    void spreadsConnectorsOfOneTaskEach() {
        // Given twenty connectors whose names differ in one letter or number
        TreeSet<Long> phases = new TreeSet<>();
        for (int connector = 0; connector < 20; connector++) {
            phases.add(new CommitTrigger(Duration.ofSeconds(60), "archive-" + connector, 0, 1, 1, CLOCK).millisLeft());
        }

        // Then each has a phase of its own, further from the next than a commit takes
        long before = Long.MIN_VALUE / 2;
        for (long phase : phases) {
            assertThat(phase - before).isGreaterThan(200);
            before = phase;
        }
        assertThat(phases).hasSize(20);
    }

    @Test
    void outageEndsTheTaskOnlyAfterItsLimit() {
        Instant[] now = {Instant.EPOCH};
        Clock clock = new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now[0];
            }
        };
        OutageLimit limit = new OutageLimit(Duration.ofMinutes(1), clock);
        limit.failed("first");
        now[0] = now[0].plusSeconds(59);
        limit.failed("second");
        limit.succeeded();
        now[0] = now[0].plusSeconds(59);
        limit.failed("third");
        now[0] = now[0].plusSeconds(60);
        assertThatThrownBy(() -> limit.failed("fourth")).isInstanceOf(ConnectException.class);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.source.jdbc.WriterWatch.Session;
import io.affidavit.source.jdbc.WriterWatch.Transaction;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class WriterWatchTest {

    private final WriterWatch watch = new WriterWatch(100);

    @Test
    void givesTheClockWhenNobodyWrites() {
        assertThat(watch.look(1000, List.of())).isEqualTo(1000);
    }

    @Test
    void waitsForARunningStatement() {
        assertThat(watch.look(1000, List.of(running(7, 900)))).isEqualTo(900);
        assertThat(watch.look(2000, List.of(running(7, 1990)))).isEqualTo(1990);
    }

    @Test
    void remembersAStatementThatRanBeforeItsTransactionBegan() {
        // Given a statement that waits for a lock, timed 900
        watch.look(1000, List.of(running(7, 900)));
        // When the engine began its transaction at 1500, and it stays open
        assertThat(watch.look(2000, List.of(open(7, 5, 1500)))).isEqualTo(900);
        assertThat(watch.look(3000, List.of(open(7, 5, 1500)))).isEqualTo(900);
        // Then the next transaction of the session is later than the look that saw the former
        assertThat(watch.look(4000, List.of(open(7, 6, 3500)))).isEqualTo(3000);
    }

    @Test
    void trustsNoTransactionFurtherThanTheLookBeforeIt() {
        watch.look(1000, List.of());
        assertThat(watch.look(2000, List.of(open(7, 5, 1900)))).isEqualTo(1000);
        assertThat(watch.look(3000, List.of())).isEqualTo(3000);
    }

    @Test
    void assumesThatATransactionFoundAtFirstHadWaited() {
        assertThat(watch.look(1000, List.of(open(7, 5, 900)))).isEqualTo(800);
    }

    @Test
    void knowsATransactionThatGetsItsNumberWhenItWrites() {
        watch.look(1000, List.of(running(7, 990)));
        assertThat(watch.look(2000, List.of(open(7, 0, 1000)))).isEqualTo(990);
        assertThat(watch.look(3000, List.of(open(7, 8, 1000)))).isEqualTo(990);
    }

    @Test
    void followsSessionsThatAreNeverSeenIdle() {
        // Given a session that writes one transaction after another
        watch.look(1000, List.of(open(7, 1, 900)));
        // Then the bound follows one look behind
        assertThat(watch.look(2000, List.of(open(7, 2, 1900)))).isEqualTo(1000);
        assertThat(watch.look(3000, List.of(open(7, 3, 2900)))).isEqualTo(2000);
    }

    private static Session running(long id, long since) {
        return new Session(id, OptionalLong.of(since), null);
    }

    private static Session open(long id, long transaction, long started) {
        return new Session(id, OptionalLong.empty(), new Transaction(transaction, started));
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Writes to a store without transactions: rows get number and time at once, and are sent together in the end. */
final class HeldWriter implements LateCommitStore.Writer {

    private final AtomicLong numbers;
    private final Duration clockAhead;
    private final Sending sending;
    private final List<Row> held = new ArrayList<>();

    /** @param at when it was made, in milliseconds, by the writer's clock */
    record Row(long id, Instant at) {}

    /** Sends rows in one request, where the store has such. */
    @FunctionalInterface
    interface Sending {
        void send(List<Row> rows) throws Exception;
    }

    /** @param numbers shared by the writers of a store */
    HeldWriter(AtomicLong numbers, Duration clockAhead, Sending sending) {
        this.numbers = numbers;
        this.clockAhead = clockAhead;
        this.sending = sending;
    }

    @Override
    public void insert() {
        held.add(new Row(
                numbers.incrementAndGet(), Instant.now().plus(clockAhead).truncatedTo(ChronoUnit.MILLIS)));
    }

    @Override
    public void commit() throws Exception {
        sending.send(held);
        held.clear();
    }

    @Override
    public void rollback() {
        held.clear();
    }

    @Override
    public void close() {}
}

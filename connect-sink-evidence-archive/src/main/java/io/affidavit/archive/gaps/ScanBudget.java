/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.gaps;

import java.time.Duration;

/**
 * How much reading one explanation may cost, over all partitions.
 *
 * @param time wall-clock
 * @param bytes of the records read, keys and values
 */
public record ScanBudget(Duration time, long bytes) {

    Meter begin() {
        return new Meter(System.nanoTime() + time.toNanos(), bytes);
    }

    /** What is left of a budget. */
    static final class Meter {

        private final long deadline;
        private long bytes;

        private Meter(long deadline, long bytes) {
            this.deadline = deadline;
            this.bytes = bytes;
        }

        void spend(long read) {
            bytes -= read;
        }

        boolean exhausted() {
            return bytes <= 0 || System.nanoTime() - deadline >= 0;
        }

        Duration timeLeft() {
            return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
        }
    }
}

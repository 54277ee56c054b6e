/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.flow;

import java.util.OptionalLong;

/** A partition that cannot be watched at the moment. */
final class Waiting {

    private static final long FIRST_PAUSE = 500;
    private static final long LONGEST_PAUSE = 15_000;

    private final long since;
    private long nextTry;
    private long pause = FIRST_PAUSE;
    private long firstPassedOver;

    /**
     * @param now milliseconds since 1970
     * @param firstPassedOver offset of the first record that is in no checkpoint; negative where none is known
     */
    Waiting(long now, long firstPassedOver) {
        this.since = now;
        this.firstPassedOver = firstPassedOver;
        this.nextTry = now;
    }

    long nextTry() {
        return nextTry;
    }

    /** How long it has waited. */
    long millis(long now) {
        return now - since;
    }

    /** Puts off the next try, each time for longer. */
    void failed(long now) {
        nextTry = now + pause;
        pause = Math.min(LONGEST_PAUSE, 2 * pause);
    }

    /** A record came and could not be watched. */
    void passOver(long offset) {
        if (firstPassedOver < 0) {
            firstPassedOver = offset;
        }
    }

    /** The offset to read again from, where there is no checkpoint. */
    OptionalLong firstPassedOver() {
        return firstPassedOver < 0 ? OptionalLong.empty() : OptionalLong.of(firstPassedOver);
    }
}

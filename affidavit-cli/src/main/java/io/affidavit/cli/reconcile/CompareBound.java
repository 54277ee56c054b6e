/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.reconcile;

import io.affidavit.cli.output.Failure;
import io.affidavit.source.spi.LogSource;
import io.affidavit.source.spi.StoreException;
import java.time.Duration;

/**
 * The exclusive position up to which tiers are compared: never beyond what the connector may have read by now, and never
 * so low that nothing would be compared without anybody noticing.
 */
final class CompareBound {

    /** Unknown, as that of a sequence is at first. */
    private static final long UNKNOWN = Long.MIN_VALUE;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private CompareBound() {}

    /** The store's safe bound. */
    static long of(LogSource store) {
        try {
            long safe = safeBound(store);
            if (safe == UNKNOWN
                    && store.firstPosition(Long.MIN_VALUE, Long.MAX_VALUE).isPresent()) {
                throw new Failure(
                        "Cannot tell up to where rows can be compared: an open transaction, or source.lag, keeps"
                                + " every row uncertain. Give --until, or wait.");
            }
            return safe;
        } catch (StoreException e) {
            throw new Failure(e.getMessage());
        }
    }

    /** An earlier position, as text. */
    @SuppressWarnings("UnusedException") // said in full by the message
    static long of(LogSource store, String until) {
        try {
            long wanted = store.positions().parse(until);
            long safe = safeBound(store);
            return safe == UNKNOWN ? wanted : Math.min(safe, wanted);
        } catch (StoreException e) {
            throw new Failure(e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new Failure("Cannot read --until: give " + store.positions().expectation() + ".");
        }
    }

    /** A sequence is safe only once its state has been seen twice: asks again for a while. */
    private static long safeBound(LogSource store) throws StoreException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        long safe = store.safeBound();
        while (safe == UNKNOWN
                && System.nanoTime() < end
                && store.firstPosition(Long.MIN_VALUE, Long.MAX_VALUE).isPresent()) {
            try {
                Thread.sleep(PAUSE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Failure("Cannot finish: the command was interrupted.");
            }
            safe = store.safeBound();
        }
        return safe;
    }
}

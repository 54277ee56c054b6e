/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policysource;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what is refused and logs each reason once. Reasons name versions, lines and keys, never content of a document. */
final class Refusals implements Consumer<String> {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    /** Reasons are told apart by their text; whoever writes endless new ones does not fill the memory. */
    private static final int MOST_REASONS = 1_000;

    private final String source;
    private final AtomicLong total = new AtomicLong();
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /** @param source as the log names it */
    Refusals(String source) {
        this.source = source;
    }

    @Override
    public void accept(String reason) {
        total.incrementAndGet();
        if (told.size() < MOST_REASONS && told.add(reason)) {
            LOG.warn("Refused policy of {}: {} What was in force before stays in force.", source, reason);
        }
    }

    long total() {
        return total.get();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policysource;

import io.affidavit.core.policy.log.Effective;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Feeds that all plugins of a worker share, kept open while anyone holds them: tasks by the hundred need one consumer, not
 * hundreds. The one place where plugins of one class loader meet.
 */
final class SharedFeeds<F extends PolicyFeed> {

    private final Map<Object, Held<F>> open = new HashMap<>();

    private static final class Held<F> {
        private final F feed;
        private int holders;

        Held(F feed) {
            this.feed = feed;
        }
    }

    /** A holder's view of a feed; closing it lets go of it. */
    record Share<F extends PolicyFeed>(F feed, Runnable release, AtomicBoolean released) implements PolicyFeed {

        @Override
        public Runnable subscribe(Consumer<List<Effective>> listener) {
            return feed.subscribe(listener);
        }

        @Override
        public long heardAt() {
            return feed.heardAt();
        }

        @Override
        public long refused() {
            return feed.refused();
        }

        @Override
        public void close() {
            if (released.compareAndSet(false, true)) {
                release.run();
            }
        }
    }

    /**
     * The feed of this key, made if nobody holds it.
     *
     * @param key equal for feeds that tell the same
     * @param make must not block
     */
    synchronized Share<F> hold(Object key, Supplier<F> make) {
        Held<F> held = open.computeIfAbsent(key, absent -> new Held<>(make.get()));
        held.holders++;
        return new Share<>(held.feed, () -> release(key), new AtomicBoolean());
    }

    /** How many feeds are open. */
    synchronized int size() {
        return open.size();
    }

    private void release(Object key) {
        F last = null;
        synchronized (this) {
            Held<F> held = open.get(key);
            if (--held.holders == 0) {
                open.remove(key);
                last = held.feed;
            }
        }
        if (last != null) {
            last.close();
        }
    }
}

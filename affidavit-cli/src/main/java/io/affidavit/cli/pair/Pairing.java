/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.pair;

import java.util.List;
import java.util.Map;

/**
 * The outcome of pairing.
 *
 * @param pairs keys that came by both paths
 * @param liveOrphans keys that came live only
 * @param migratedOrphans keys that were migrated only
 * @param keyless events by path that name neither a span nor a response, and so cannot be paired
 * @param unreadable records that are no events
 * @param unlisted windows that held too many events to pair key by key
 * @param orphans some of the orphans, in order
 */
public record Pairing(
        long pairs,
        long liveOrphans,
        long migratedOrphans,
        Map<String, Long> keyless,
        long unreadable,
        int unlisted,
        List<Orphan> orphans) {

    /**
     * A key that came by one path only.
     *
     * @param key category, kind of key and the key itself
     */
    public record Orphan(boolean live, long timeMillis, String key) {}

    public Pairing {
        keyless = Map.copyOf(keyless);
        orphans = List.copyOf(orphans);
    }

    /** The share of keys that came by both paths; 1 where there are none at all. */
    public double ratio() {
        long all = pairs + liveOrphans + migratedOrphans;
        return all == 0 ? 1 : (double) pairs / all;
    }
}

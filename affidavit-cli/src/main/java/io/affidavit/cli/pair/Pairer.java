/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.pair;

import io.affidavit.core.identity.RowChecksum;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Pairs events in passes. The first keeps one checksum per window of event time and path; only windows whose checksums
 * differ are read again, key by key, with their neighbours, since both paths may date an event a little differently.
 * Repeated events count once.
 */
final class Pairer {

    private static final String NO_HASH = "";

    private final EventReader reader;
    private final long windowMillis;
    private final long from;
    private final long until;
    private final long eventsInMemory;
    private final int maxOrphans;

    /**
     * @param from first event time that counts, in milliseconds since the epoch
     * @param until first event time that does not count any more
     */
    Pairer(EventReader reader, long windowMillis, long from, long until, long eventsInMemory, int maxOrphans) {
        this.reader = reader;
        this.windowMillis = windowMillis;
        this.from = from;
        this.until = until;
        this.eventsInMemory = eventsInMemory;
        this.maxOrphans = maxOrphans;
    }

    private static final class Side {
        private final RowChecksum live = new RowChecksum();
        private final RowChecksum migrated = new RowChecksum();

        RowChecksum of(boolean isMigrated) {
            return isMigrated ? migrated : live;
        }

        boolean agrees() {
            return live.equals(migrated);
        }

        long events() {
            return live.count() + migrated.count();
        }
    }

    Pairing pair() {
        Map<Long, Side> windows = new HashMap<>();
        Map<String, Long> keyless = new HashMap<>();
        long[] unreadable = new long[1];
        reader.read(event -> {
            if (event == null) {
                unreadable[0]++;
            } else if (isInTime(event)) {
                if (event.pairingKey().isEmpty()) {
                    keyless.merge(event.migrated() ? "migrated" : "live", 1L, Long::sum);
                } else {
                    windows.computeIfAbsent(window(event), w -> new Side())
                            .of(event.migrated())
                            .add(event.pairingKey().get(), NO_HASH);
                }
            }
        });
        Set<Long> wanted = new TreeSet<>();
        windows.forEach((window, side) -> {
            if (!side.agrees()) {
                wanted.addAll(List.of(window - 1, window, window + 1));
            }
        });
        wanted.retainAll(windows.keySet());
        int unlisted = limit(wanted, windows);
        long pairs = windows.entrySet().stream()
                .filter(entry ->
                        !wanted.contains(entry.getKey()) && entry.getValue().agrees())
                .mapToLong(entry -> entry.getValue().live.count())
                .sum();
        return byKey(wanted, pairs, keyless, unreadable[0], unlisted);
    }

    /** Leaves out the windows that memory has no room for, the newest first, and says how many. */
    private int limit(Set<Long> wanted, Map<Long, Side> windows) {
        long events = 0;
        Set<Long> tooMany = new HashSet<>();
        for (long window : wanted) {
            long size = windows.get(window).events();
            if (events + size > eventsInMemory) {
                tooMany.add(window);
            } else {
                events += size;
            }
        }
        wanted.removeAll(tooMany);
        return tooMany.size();
    }

    private static final class Seen {
        private boolean live;
        private boolean migrated;
        private long time;
    }

    private Pairing byKey(
            Set<Long> wanted, long pairedBefore, Map<String, Long> keyless, long unreadable, int unlisted) {
        Map<String, Seen> keys = new HashMap<>();
        if (!wanted.isEmpty()) {
            reader.read(event -> {
                if (event != null
                        && isInTime(event)
                        && event.pairingKey().isPresent()
                        && wanted.contains(window(event))) {
                    Seen seen = keys.computeIfAbsent(event.pairingKey().get(), k -> new Seen());
                    seen.live |= !event.migrated();
                    seen.migrated |= event.migrated();
                    seen.time = event.timeMillis();
                }
            });
        }
        long pairs = pairedBefore;
        long liveOnly = 0;
        long migratedOnly = 0;
        List<Pairing.Orphan> orphans = new ArrayList<>();
        for (Map.Entry<String, Seen> entry : keys.entrySet()) {
            Seen seen = entry.getValue();
            if (seen.live && seen.migrated) {
                pairs++;
                continue;
            }
            liveOnly += seen.live ? 1 : 0;
            migratedOnly += seen.migrated ? 1 : 0;
            orphans.add(new Pairing.Orphan(seen.live, seen.time, entry.getKey()));
        }
        orphans.sort(Comparator.comparingLong(Pairing.Orphan::timeMillis).thenComparing(Pairing.Orphan::key));
        return new Pairing(
                pairs,
                liveOnly,
                migratedOnly,
                keyless,
                unreadable,
                unlisted,
                orphans.subList(0, Math.min(maxOrphans, orphans.size())));
    }

    private boolean isInTime(PairedEvent event) {
        return event.timeMillis() >= from && event.timeMillis() < until;
    }

    private long window(PairedEvent event) {
        return Math.floorDiv(event.timeMillis(), windowMillis);
    }
}

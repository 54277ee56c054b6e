/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.reconcile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Every sighting of one key, and what is wrong with them. */
final class RowSightings {

    private final Map<TierName, List<String>> hashes = new EnumMap<>(TierName.class);
    private boolean quarantined;

    void add(TierName tier, Sighting sighting) {
        hashes.computeIfAbsent(tier, t -> new ArrayList<>(1)).add(sighting.rowHash());
        quarantined |= sighting.quarantined();
    }

    List<Finding> findings(long window, String key) {
        List<Finding> findings = new ArrayList<>();
        for (TierName tier : List.of(TierName.TOPIC, TierName.ARCHIVE)) {
            State state = state(tier);
            if (state != null) {
                findings.add(new Finding(state, tier, window, key));
            }
        }
        return findings;
    }

    private State state(TierName tier) {
        List<String> source = in(TierName.SOURCE);
        List<String> here = in(tier);
        if (here.isEmpty()) {
            return missing(tier);
        }
        if (source.isEmpty()) {
            return readOnce() ? State.DELETED_AT_SOURCE : State.EXTRA;
        }
        if (here.equals(source)) {
            return null;
        }
        return isRepeated(here, source) ? State.DUPLICATE : State.REVISED;
    }

    /** Whether a version is here more than once, and more often than at the source: a store may hold equal rows itself. */
    private static boolean isRepeated(List<String> here, List<String> source) {
        return here.stream()
                .anyMatch(hash -> Collections.frequency(here, hash) > Math.max(1, Collections.frequency(source, hash)));
    }

    private State missing(TierName tier) {
        if (tier == TierName.TOPIC) {
            return in(TierName.SOURCE).isEmpty() ? null : State.MISSING_IN_TOPIC;
        }
        return quarantined ? null : State.MISSING_IN_ARCHIVE;
    }

    /** Whether what the connector sent arrived once and unchanged: nobody else knows the key of its hash. */
    private boolean readOnce() {
        List<String> sent = in(TierName.TOPIC);
        return !sent.isEmpty()
                && !isRepeated(sent, List.of())
                && (quarantined || in(TierName.ARCHIVE).equals(sent));
    }

    /** The hashes seen there, in an order of their own: a row may have several versions. */
    private List<String> in(TierName tier) {
        return hashes.getOrDefault(tier, List.of()).stream().sorted().toList();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.reconcile;

import io.affidavit.core.identity.RowChecksum;
import io.affidavit.source.engine.WindowGrid;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Compares tiers in two passes. The first reads all of them at the same time and keeps one checksum per window, however many
 * rows there are; only windows whose checksums differ are read again, key by key, as far as a limit on rows in memory allows.
 */
final class Reconciler {

    /** Most rows of mismatched windows that are kept at a time. */
    static final long MOST_ROWS_IN_MEMORY = 500_000;

    private final WindowGrid grid;
    private final long bound;
    private final List<Tier> tiers;
    private final long rowsInMemory;
    private final int maxFindings;
    private final Hearing hearing;

    /** Told how far a pass is, by several threads. */
    @FunctionalInterface
    interface Hearing {
        Hearing NONE = (tier, rows) -> {};

        void reading(TierName tier, long rows);
    }

    /** @param bound exclusive position up to which rows are compared; later ones may still be on their way */
    Reconciler(WindowGrid grid, long bound, List<Tier> tiers, long rowsInMemory, int maxFindings, Hearing hearing) {
        this.grid = grid;
        this.bound = bound;
        this.tiers = List.copyOf(tiers);
        this.rowsInMemory = rowsInMemory;
        this.maxFindings = maxFindings;
        this.hearing = hearing;
    }

    Reconciliation reconcile() {
        List<TierSums> readings =
                tiers.stream().map(tier -> new TierSums(tier, grid)).toList();
        SideBySide threads = new SideBySide();
        threads.run(readings.stream()
                .map(reading -> (Runnable) () -> read(reading.tier(), reading.tier()::read, sighting -> {
                    threads.proceed();
                    reading.add(sighting);
                }))
                .toList());
        Map<TierName, WindowSums> sums = new EnumMap<>(TierName.class);
        for (TierName name : TierName.values()) {
            sums.put(name, new WindowSums());
        }
        Map<TierName, Long> unreadable = new EnumMap<>(TierName.class);
        Map<TierName, Long> masked = new EnumMap<>(TierName.class);
        long quarantined = 0;
        long refused = 0;
        for (TierSums reading : readings) {
            TierName name = reading.tier().name();
            sums.get(name).merge(reading.rows());
            sums.get(TierName.ARCHIVE).merge(reading.quarantined());
            unreadable.merge(name, reading.tier().unreadable(), Long::sum);
            if (reading.masked() > 0) {
                masked.merge(name, reading.masked(), Long::sum);
            }
            quarantined += reading.quarantined().total().count();
            refused += reading.tier().isQuarantine() ? reading.rows().total().count() : 0;
        }
        return compare(sums, quarantined, refused, masked, unreadable);
    }

    private Reconciliation compare(
            Map<TierName, WindowSums> sums,
            long quarantined,
            long refused,
            Map<TierName, Long> masked,
            Map<TierName, Long> unreadable) {
        Set<Long> windows = new TreeSet<>();
        sums.values().forEach(tier -> windows.addAll(tier.windows()));
        List<Long> mismatched = new ArrayList<>();
        Set<Long> listed = new HashSet<>();
        long rows = 0;
        for (long window : windows) {
            RowChecksum source = sums.get(TierName.SOURCE).of(window);
            if (sums.values().stream().allMatch(tier -> tier.of(window).equals(source))) {
                continue;
            }
            mismatched.add(window);
            long size = sums.values().stream()
                    .mapToLong(tier -> tier.of(window).count())
                    .max()
                    .orElse(0);
            if (rows + size <= rowsInMemory) {
                rows += size;
                listed.add(window);
            }
        }
        Map<TierName, RowChecksum> totals = new EnumMap<>(TierName.class);
        sums.forEach((name, tier) -> totals.put(name, tier.total()));
        List<Finding> findings = listed.isEmpty() ? List.of() : findings(listed);
        Map<State, Long> counts = new EnumMap<>(State.class);
        findings.forEach(finding -> counts.merge(finding.state(), 1L, Long::sum));
        return new Reconciliation(
                bound,
                totals,
                quarantined,
                refused,
                masked,
                unreadable,
                windows.size(),
                mismatched,
                mismatched.size() - listed.size(),
                counts,
                findings.stream().limit(maxFindings).toList());
    }

    private List<Finding> findings(Set<Long> windows) {
        Map<Long, Map<String, RowSightings>> rows = new HashMap<>();
        for (Tier tier : tiers) {
            read(tier, shown -> tier.read(windows, shown), sighting -> {
                long window = grid.windowOf(sighting.position());
                if (windows.contains(window)) {
                    rows.computeIfAbsent(window, w -> new HashMap<>())
                            .computeIfAbsent(sighting.key(), k -> new RowSightings())
                            .add(tier.name(), sighting);
                }
            });
        }
        List<Finding> findings = new ArrayList<>();
        rows.forEach(
                (window, keys) -> keys.forEach((key, sightings) -> findings.addAll(sightings.findings(window, key))));
        findings.sort(Finding.ORDER);
        return findings;
    }

    /** @param reading has the tier show its rows */
    private void read(Tier tier, Consumer<Consumer<Sighting>> reading, Consumer<Sighting> rows) {
        AtomicLong count = new AtomicLong();
        LongConsumer tell = n -> hearing.reading(tier.name(), n);
        reading.accept(sighting -> {
            if (sighting.position() < bound) {
                rows.accept(sighting);
                if (count.incrementAndGet() % 100_000 == 0) {
                    tell.accept(count.get());
                }
            }
        });
        tell.accept(count.get());
    }
}

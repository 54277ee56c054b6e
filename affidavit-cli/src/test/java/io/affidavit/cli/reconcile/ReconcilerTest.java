/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.cli.output.Failure;
import io.affidavit.source.engine.WindowGrid;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The comparison alone, over tiers in memory. */
class ReconcilerTest {

    private static final WindowGrid GRID = new WindowGrid(64, 10);

    private final Memory source = new Memory(TierName.SOURCE);
    private final Memory topic = new Memory(TierName.TOPIC);
    private final Memory archive = new Memory(TierName.ARCHIVE);
    private long rowsInMemory = 1_000;
    private int maxFindings = 100;
    private final List<Tier> tiers = new ArrayList<>(List.of(source, topic, archive));
    private long bound = 1_000;

    ReconcilerTest() {
        LongStream.range(0, 500).forEach(position -> {
            source.add(position);
            topic.add(position);
            archive.add(position);
        });
    }

    @Test
    void matchesEqualTiersInAnyOrder() {
        java.util.Collections.reverse(topic.rows);
        java.util.Collections.rotate(archive.rows, 77);

        Reconciliation result = reconcile();

        assertThat(result.matches()).isTrue();
        assertThat(result.windows()).isEqualTo(50);
        assertThat(result.findings()).isEmpty();
        assertThat(Set.copyOf(result.totals().values())).hasSize(1);
        assertThat(List.of(source.reads, topic.reads, archive.reads)).containsOnly(1);
    }

    @Test
    void namesEveryKindOfDifference() {
        topic.remove("k12");
        archive.remove("k12");
        archive.remove("k345");
        topic.add(7);
        archive.add(401);
        source.remove("k99");
        source.remove("k250");
        source.rows.add(new Sighting(250, "k250", "changed", false));

        Reconciliation result = reconcile();

        assertThat(result.matches()).isFalse();
        assertThat(result.findings())
                .containsExactly(
                        new Finding(State.DUPLICATE, TierName.TOPIC, 0, "k7"),
                        new Finding(State.MISSING_IN_TOPIC, TierName.TOPIC, 1, "k12"),
                        new Finding(State.MISSING_IN_ARCHIVE, TierName.ARCHIVE, 1, "k12"),
                        new Finding(State.DELETED_AT_SOURCE, TierName.TOPIC, 9, "k99"),
                        new Finding(State.DELETED_AT_SOURCE, TierName.ARCHIVE, 9, "k99"),
                        new Finding(State.REVISED, TierName.TOPIC, 25, "k250"),
                        new Finding(State.REVISED, TierName.ARCHIVE, 25, "k250"),
                        new Finding(State.MISSING_IN_ARCHIVE, TierName.ARCHIVE, 34, "k345"),
                        new Finding(State.DUPLICATE, TierName.ARCHIVE, 40, "k401"));
        assertThat(result.counts())
                .isEqualTo(Map.of(
                        State.DUPLICATE, 2L,
                        State.MISSING_IN_TOPIC, 1L,
                        State.MISSING_IN_ARCHIVE, 2L,
                        State.DELETED_AT_SOURCE, 2L,
                        State.REVISED, 2L));
    }

    @Test
    void tellsVersionsOfARowFromRowsThatCameTwice() {
        // Given a row of two versions in every tier, one whose older version only topic and archive have, one of which
        // the
        // archive lacks a version, and one of whose versions one came twice; in a window that differs anyhow
        for (long position = 1; position <= 4; position++) {
            for (Memory tier : List.of(source, topic, archive)) {
                tier.rows.add(new Sighting(position, "k" + position, "newer", false));
            }
        }
        source.rows.removeIf(row -> row.rowHash().equals("h2"));
        archive.rows.removeIf(row -> row.rowHash().equals("h3"));
        topic.rows.add(new Sighting(4, "k4", "newer", false));
        archive.remove("k5");

        assertThat(reconcile().findings())
                .containsExactly(
                        new Finding(State.REVISED, TierName.TOPIC, 0, "k2"),
                        new Finding(State.REVISED, TierName.ARCHIVE, 0, "k2"),
                        new Finding(State.REVISED, TierName.ARCHIVE, 0, "k3"),
                        new Finding(State.DUPLICATE, TierName.TOPIC, 0, "k4"),
                        new Finding(State.MISSING_IN_ARCHIVE, TierName.ARCHIVE, 0, "k5"));
    }

    @Test
    void tellsDeletedRowsFromForeignOnes() {
        // Given a row that topic and archive hold alike, one they hold unlike, and one that only the archive holds
        source.remove("k20");
        source.remove("k30");
        topic.remove("k30");
        topic.rows.add(new Sighting(30, "k30", "forged", false));
        archive.rows.add(new Sighting(40, "planted", "h", false));

        Reconciliation result = reconcile();

        assertThat(result.counts()).isEqualTo(Map.of(State.DELETED_AT_SOURCE, 2L, State.EXTRA, 3L));
        assertThat(result.matchesButForDeletions()).isFalse();
    }

    @Test
    void matchesButForDeletionsOnlyIfEveryWindowWasCompared() {
        source.remove("k20");
        assertThat(reconcile().matchesButForDeletions()).isTrue();
        assertThat(reconcile().matches()).isFalse();
        rowsInMemory = 1;
        assertThat(reconcile().matchesButForDeletions()).isFalse();
    }

    @Test
    void countsMaskedRowsAndComparesThemAsRead() {
        topic.remove("k1");
        topic.rows.add(new Sighting(1, "k1", "h1", false, true));

        assertThat(reconcile().matches()).isTrue();
        assertThat(reconcile().masked()).isEqualTo(Map.of(TierName.TOPIC, 1L));
    }

    @Test
    void findsRowsThatTradePlacesInTheSums() {
        // Given two rows with exchanged hashes: their count is the same
        archive.remove("k1");
        archive.remove("k2");
        archive.rows.add(new Sighting(1, "k1", "h2", false));
        archive.rows.add(new Sighting(2, "k2", "h1", false));

        assertThat(reconcile().counts()).isEqualTo(Map.of(State.REVISED, 2L));
    }

    @Test
    void countsQuarantinedRowsAsAccountedFor() {
        topic.remove("k10");
        archive.remove("k10");
        topic.rows.add(new Sighting(10, "k10", "h10", true));

        assertThat(reconcile().matches()).isTrue();
        assertThat(reconcile().quarantined()).isEqualTo(1);

        archive.remove("k11");
        assertThat(reconcile().findings())
                .containsExactly(new Finding(State.MISSING_IN_ARCHIVE, TierName.ARCHIVE, 1, "k11"));
    }

    @Test
    void countsRowsInTheArchivesQuarantineAsArchived() {
        Memory refused = new Memory(TierName.ARCHIVE, true);
        refused.add(10);
        archive.remove("k10");
        tiers.add(refused);

        assertThat(reconcile().matches()).isTrue();
        assertThat(reconcile().refused()).isEqualTo(1);

        // And a row that is in both tables is there twice
        refused.add(11);
        assertThat(reconcile().findings()).containsExactly(new Finding(State.DUPLICATE, TierName.ARCHIVE, 1, "k11"));
    }

    @Test
    void endsWithTheFirstFailureOfATier() {
        // Given a tier that cannot be read, and one whose rows have no end
        Failure broken = new Failure("Cannot read it: it is gone. Bring it back.");
        tiers.add(new Tier() {
            @Override
            public TierName name() {
                return TierName.ARCHIVE;
            }

            @Override
            public void read(Consumer<Sighting> rows) {
                throw broken;
            }

            @Override
            public void read(Set<Long> windows, Consumer<Sighting> rows) {
                throw new AssertionError("never asked");
            }
        });
        tiers.add(new Tier() {
            @Override
            public TierName name() {
                return TierName.TOPIC;
            }

            @Override
            public void read(Consumer<Sighting> rows) {
                while (true) {
                    rows.accept(new Sighting(1, "k1", "h1", false));
                }
            }

            @Override
            public void read(Set<Long> windows, Consumer<Sighting> rows) {
                throw new AssertionError("never asked");
            }
        });

        assertThatThrownBy(this::reconcile).isSameAs(broken);
    }

    @Test
    void leavesRowsAtOrPastTheBoundAlone() {
        bound = 400;
        archive.remove("k400");
        assertThat(reconcile().matches()).isTrue();
        archive.remove("k399");
        assertThat(reconcile().matches()).isFalse();
    }

    @Test
    void listsNoMoreThanWanted() {
        LongStream.range(0, 40).forEach(position -> archive.remove("k" + position));
        maxFindings = 3;

        Reconciliation result = reconcile();

        assertThat(result.findings()).hasSize(3);
        assertThat(result.counts()).isEqualTo(Map.of(State.MISSING_IN_ARCHIVE, 40L));
    }

    @Test
    void keepsNoMoreRowsInMemoryThanAllowed() {
        // Given 5 differing windows of 10 rows, and room for 25
        LongStream.range(0, 5).forEach(window -> archive.remove("k" + window * 10));
        rowsInMemory = 25;

        Reconciliation result = reconcile();

        assertThat(result.mismatched()).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(result.unlisted()).isEqualTo(3);
        assertThat(result.findings()).hasSize(2);
        assertThat(source.wanted).containsExactlyInAnyOrder(0L, 1L);
    }

    @Test
    void comparesEmptyTiers() {
        source.rows.clear();
        topic.rows.clear();
        archive.rows.clear();
        assertThat(reconcile().matches()).isTrue();
        assertThat(reconcile().windows()).isZero();
    }

    private Reconciliation reconcile() {
        return new Reconciler(GRID, bound, tiers, rowsInMemory, maxFindings, Reconciler.Hearing.NONE).reconcile();
    }

    private static final class Memory implements Tier {

        private final TierName name;
        private final boolean quarantine;
        private final List<Sighting> rows = new ArrayList<>();
        private final Set<Long> wanted = new HashSet<>();
        private int reads;

        private Memory(TierName name) {
            this(name, false);
        }

        private Memory(TierName name, boolean quarantine) {
            this.name = name;
            this.quarantine = quarantine;
        }

        @Override
        public boolean isQuarantine() {
            return quarantine;
        }

        void add(long position) {
            rows.add(new Sighting(position, "k" + position, "h" + position, false));
        }

        void remove(String key) {
            assertThat(rows.removeIf(row -> row.key().equals(key))).isTrue();
        }

        @Override
        public TierName name() {
            return name;
        }

        @Override
        public void read(Consumer<Sighting> consumer) {
            reads++;
            rows.forEach(consumer);
        }

        @Override
        public void read(Set<Long> windows, Consumer<Sighting> consumer) {
            reads++;
            wanted.addAll(windows);
            rows.forEach(consumer);
        }
    }
}

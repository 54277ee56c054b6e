/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.sums;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A set of row digests in 768 bytes, however many there are: two sketches tell exactly which digests one set has and the
 * other has not, as long as those are few (about twenty). An invertible Bloom lookup table (Eppstein, Goodrich, Uyeda and
 * Varghese: What's the difference?, SIGCOMM 2011) of three tables of sixteen cells. Immutable.
 */
public final class RowSketch {

    /** Of no rows. */
    public static final RowSketch EMPTY = new RowSketch(new int[0], new long[0], new int[0]);

    private static final int TABLES = 3;
    private static final int CELLS_OF_TABLE = 16;
    private static final int CELLS = TABLES * CELLS_OF_TABLE;
    private static final int BYTES = CELLS * (Integer.BYTES + Long.BYTES + Integer.BYTES);
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final int[] counts;
    private final long[] digests;
    private final int[] checks;

    private RowSketch(int[] counts, long[] digests, int[] checks) {
        this.counts = counts;
        this.digests = digests;
        this.checks = checks;
    }

    /** Digests that one set has and another has not. */
    public record Difference(Set<Long> added, Set<Long> removed) {

        public Difference {
            added = Set.copyOf(added);
            removed = Set.copyOf(removed);
        }
    }

    /** With the first {@code rows} of the digests added. */
    public RowSketch with(long[] added, int rows) {
        RowSketch result = copy();
        for (int i = 0; i < rows; i++) {
            result.put(added[i], 1);
        }
        return result;
    }

    /** What this set has gained and lost since another; empty where that is too much to tell. */
    public Optional<Difference> since(RowSketch before) {
        RowSketch rest = copy();
        RowSketch other = before.copy();
        for (int cell = 0; cell < CELLS; cell++) {
            rest.counts[cell] -= other.counts[cell];
            rest.digests[cell] ^= other.digests[cell];
            rest.checks[cell] ^= other.checks[cell];
        }
        Set<Long> added = new HashSet<>();
        Set<Long> removed = new HashSet<>();
        for (int cell = rest.pureCell(); cell >= 0; cell = rest.pureCell()) {
            long digest = rest.digests[cell];
            int count = rest.counts[cell];
            if (!(count > 0 ? added : removed).add(digest)) {
                // only cells that collide can give a digest twice
                return Optional.empty();
            }
            rest.put(digest, -count);
        }
        return rest.isZero() ? Optional.of(new Difference(added, removed)) : Optional.empty();
    }

    private RowSketch copy() {
        return counts.length == 0
                ? new RowSketch(new int[CELLS], new long[CELLS], new int[CELLS])
                : new RowSketch(counts.clone(), digests.clone(), checks.clone());
    }

    private void put(long digest, int times) {
        for (int table = 0; table < TABLES; table++) {
            int cell = cellOf(table, digest);
            counts[cell] += times;
            digests[cell] ^= digest;
            checks[cell] ^= checkOf(digest);
        }
    }

    /** A cell that holds a single digest, or -1. */
    private int pureCell() {
        for (int cell = 0; cell < CELLS; cell++) {
            if ((counts[cell] == 1 || counts[cell] == -1)
                    && checks[cell] == checkOf(digests[cell])
                    && cellOf(cell / CELLS_OF_TABLE, digests[cell]) == cell) {
                return cell;
            }
        }
        return -1;
    }

    private boolean isZero() {
        return Arrays.stream(counts).allMatch(count -> count == 0)
                && Arrays.stream(digests).allMatch(digest -> digest == 0);
    }

    /** Digests are uniform, so their own bits choose the cells. */
    private static int cellOf(int table, long digest) {
        return table * CELLS_OF_TABLE + (int) ((digest >>> (4 * table)) & (CELLS_OF_TABLE - 1));
    }

    private static int checkOf(long digest) {
        return (int) (((digest ^ (digest >>> 31)) * GOLDEN) >>> 32);
    }

    /** Base64, or nothing for the empty set. */
    public String text() {
        if (counts.length == 0) {
            return "";
        }
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        for (int cell = 0; cell < CELLS; cell++) {
            bytes.putInt(counts[cell]).putLong(digests[cell]).putInt(checks[cell]);
        }
        return Base64.getEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** @throws IllegalArgumentException if the text is not what {@link #text} gives */
    public static RowSketch parse(String text) {
        if (text.isEmpty()) {
            return EMPTY;
        }
        byte[] decoded = Base64.getDecoder().decode(text);
        if (decoded.length != BYTES) {
            throw new IllegalArgumentException("Not a sketch of " + BYTES + " bytes.");
        }
        RowSketch sketch = EMPTY.copy();
        ByteBuffer bytes = ByteBuffer.wrap(decoded);
        for (int cell = 0; cell < CELLS; cell++) {
            sketch.counts[cell] = bytes.getInt();
            sketch.digests[cell] = bytes.getLong();
            sketch.checks[cell] = bytes.getInt();
        }
        return sketch;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowSketch that
                && Arrays.equals(counts, that.counts)
                && Arrays.equals(digests, that.digests)
                && Arrays.equals(checks, that.checks);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(digests);
    }

    @Override
    public String toString() {
        return "RowSketch[" + text().length() + "]";
    }
}

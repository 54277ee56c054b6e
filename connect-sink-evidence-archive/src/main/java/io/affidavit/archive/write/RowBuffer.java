/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.write;

import io.affidavit.archive.evidence.row.CanonicalRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.iceberg.StructLike;

/**
 * Rows in memory, in their canonical encoding, back to back in slabs: what they take is known to the byte, and a collector
 * sees a few arrays instead of a hundred objects a row.
 */
final class RowBuffer {

    /** Sorting packs a row's number and the microsecond of its day into one long. */
    private static final int NUMBER_BITS = 26;

    private static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final int FIRST_ROWS = 256;
    private static final int BYTES_PER_ROW = 2 * Integer.BYTES + 3 * Long.BYTES;

    private final SlabPool pool;
    private final List<byte[]> slabs = new ArrayList<>();
    private byte[] slab = {};
    private int used;
    private long slabBytes;

    private int rows;
    private long[] addresses = {};
    private long[] times = {};
    private int[] lengths = {};
    private int[] clusters = {};

    RowBuffer(SlabPool pool) {
        this.pool = pool;
    }

    /**
     * Adds a row.
     *
     * @param micros its event time
     * @return whether the buffer took more memory for it
     */
    boolean add(CanonicalRow encoder, StructLike row, int cluster, long micros) {
        int length = encoder.encodeFields(row);
        boolean grew = length > slab.length - used;
        if (grew) {
            slab = pool.take(length);
            slabs.add(slab);
            slabBytes += slab.length;
            used = 0;
        }
        encoder.copyFields(slab, used);
        if (rows == lengths.length) {
            int room = Math.max(FIRST_ROWS, rows * 2);
            addresses = Arrays.copyOf(addresses, room);
            times = Arrays.copyOf(times, room);
            lengths = Arrays.copyOf(lengths, room);
            clusters = Arrays.copyOf(clusters, room);
            grew = true;
        }
        addresses[rows] = (long) (slabs.size() - 1) << Integer.SIZE | used;
        times[rows] = micros;
        lengths[rows] = length;
        clusters[rows] = cluster;
        rows++;
        used += length;
        return grew;
    }

    int rows() {
        return rows;
    }

    /** Whether no further row can be sorted with these. */
    boolean isFull() {
        return rows >= 1 << NUMBER_BITS;
    }

    /** Bytes of the rows. */
    long slabBytes() {
        return slabBytes;
    }

    /** Bytes of what is known about the rows, room to sort them included. */
    long indexBytes() {
        return (long) lengths.length * BYTES_PER_ROW;
    }

    /** The rows in their order; they must stay as they are until the cursor was read. */
    Sorted sorted(int[] ranks) {
        int[] ends = new int[ranks.length];
        for (int row = 0; row < rows; row++) {
            ends[ranks[clusters[row]]]++;
        }
        int begin = 0;
        for (int rank = 0; rank < ends.length; rank++) {
            int size = ends[rank];
            ends[rank] = begin;
            begin += size;
        }
        long[] order = new long[rows];
        for (int row = 0; row < rows; row++) {
            int rank = ranks[clusters[row]];
            order[ends[rank]++] = Math.floorMod(times[row], MICROS_PER_DAY) << NUMBER_BITS | row;
        }
        IntStream.Builder touched = IntStream.builder();
        for (int rank = 0, from = 0; rank < ranks.length; from = ends[rank], rank++) {
            if (ends[rank] > from) {
                // a cluster lies within one day, so the microsecond of the day orders its rows; their numbers break
                // ties
                Arrays.sort(order, from, ends[rank]);
                touched.add(clusters[Sorted.number(order[from])]);
            }
        }
        return new Sorted(order, touched.build().toArray());
    }

    void clear() {
        slabs.forEach(pool::giveBack);
        slabs.clear();
        slab = new byte[0];
        used = 0;
        slabBytes = 0;
        rows = 0;
    }

    /** Gives the index back as well. */
    void free() {
        clear();
        addresses = new long[0];
        times = new long[0];
        lengths = new int[0];
        clusters = new int[0];
    }

    /** The rows of this buffer, sorted. */
    final class Sorted implements RowCursor {

        private final long[] order;
        private final int[] touched;
        private int at = -1;
        private int row;

        private Sorted(long[] order, int[] touched) {
            this.order = order;
            this.touched = touched;
        }

        /** The clusters that the rows belong to, in their order. */
        int[] clusters() {
            return touched;
        }

        @Override
        public boolean next() {
            if (++at >= order.length) {
                return false;
            }
            row = number(order[at]);
            return true;
        }

        @Override
        public int cluster() {
            return clusters[row];
        }

        @Override
        public long micros() {
            return times[row];
        }

        @Override
        public byte[] bytes() {
            return slabs.get((int) (addresses[row] >>> Integer.SIZE));
        }

        @Override
        public int offset() {
            return (int) addresses[row];
        }

        @Override
        public int length() {
            return lengths[row];
        }

        private static int number(long packed) {
            return (int) packed & (1 << NUMBER_BITS) - 1;
        }
    }
}

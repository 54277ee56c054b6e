/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.identity;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Objects;

/**
 * An order-independent checksum of a set of rows: their count, and the sum and exclusive-or of one 64-bit digest per
 * row. Sums are modulo 2^64. Two sets of rows with equal checksums are equal up to chance; the row hashes must be keyed
 * for that to hold against an adversary. Not safe for concurrent use.
 */
public final class RowChecksum {

    private static final VarHandle BIG_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

    private long count;
    private long sum;
    private long xor;

    /** The checksum of no rows. */
    public RowChecksum() {}

    /** The checksum with the given state, as kept in a source offset. */
    public RowChecksum(long count, long sum, long xor) {
        this.count = count;
        this.sum = sum;
        this.xor = xor;
    }

    /**
     * Adds one row.
     *
     * @param key primary key text
     * @param rowHash keyed hash of the row
     * @return the row's digest
     */
    public long add(String key, String rowHash) {
        long row = digest(key, rowHash);
        add(row);
        return row;
    }

    /**
     * The digest of one row.
     *
     * @param key primary key text
     * @param rowHash keyed hash of the row
     */
    public static long digest(String key, String rowHash) {
        return SCRATCH.get().digest(key, rowHash);
    }

    /** What a thread makes digests with, one at a time. */
    private static final class Scratch {
        private final MessageDigest sha256 = Digests.sha256();
        private final LengthPrefixed sequence = new LengthPrefixed();

        long digest(String key, String rowHash) {
            sequence.begin().add(key);
            sequence.add(rowHash);
            sequence.into(sha256::update);
            return (long) BIG_ENDIAN.get(sha256.digest(), 0);
        }
    }

    /** Adds the row of a digest. */
    public void add(long row) {
        count++;
        sum += row;
        xor ^= row;
    }

    /** Adds every row of another checksum. */
    public void merge(RowChecksum other) {
        count += other.count;
        sum += other.sum;
        xor ^= other.xor;
    }

    public RowChecksum copy() {
        return new RowChecksum(count, sum, xor);
    }

    public long count() {
        return count;
    }

    public long sum() {
        return sum;
    }

    public long xor() {
        return xor;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowChecksum that && count == that.count && sum == that.sum && xor == that.xor;
    }

    @Override
    public int hashCode() {
        return Objects.hash(count, sum, xor);
    }

    /** {@code count:sum:xor}, the latter two as 16 hexadecimal digits. */
    @Override
    public String toString() {
        return String.format("%d:%016x:%016x", count, sum, xor);
    }

    /** Reads what {@link #toString} wrote. */
    public static RowChecksum parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("Cannot read checksum: it is not of the form count:sum:xor.");
        }
        try {
            return new RowChecksum(
                    Long.parseLong(parts[0]),
                    Long.parseUnsignedLong(parts[1], 16),
                    Long.parseUnsignedLong(parts[2], 16));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Cannot read checksum: it is not of the form count:sum:xor.");
        }
    }
}

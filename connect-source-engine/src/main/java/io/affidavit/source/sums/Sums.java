/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.sums;

import java.util.HexFormat;

/**
 * An order-independent checksum of a set of rows: their number, and the sum and the exclusive-or of their digests, modulo
 * 2^64.
 */
public record Sums(long count, long sum, long xor) {

    /** Of no rows. */
    public static final Sums NONE = new Sums(0, 0, 0);

    private static final HexFormat HEX = HexFormat.of();

    public Sums {
        if (count < 0) {
            throw new IllegalArgumentException("A count of rows is not negative.");
        }
    }

    /** With the first {@code rows} of the digests added. */
    public Sums with(long[] digests, int rows) {
        long newSum = sum;
        long newXor = xor;
        for (int i = 0; i < rows; i++) {
            newSum += digests[i];
            newXor ^= digests[i];
        }
        return new Sums(count + rows, newSum, newXor);
    }

    public String sumHex() {
        return HEX.toHexDigits(sum);
    }

    public String xorHex() {
        return HEX.toHexDigits(xor);
    }

    /** {@code count:sum:xor}, the latter two as 16 hexadecimal digits. */
    public String text() {
        return count + ":" + sumHex() + ":" + xorHex();
    }

    /** @throws IllegalArgumentException if the text is not what {@link #text} gives */
    public static Sums parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("Not of the form count:sum:xor.");
        }
        return new Sums(
                Long.parseLong(parts[0]), Long.parseUnsignedLong(parts[1], 16), Long.parseUnsignedLong(parts[2], 16));
    }
}

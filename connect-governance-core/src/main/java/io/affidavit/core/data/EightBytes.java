/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.data;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes of text at a time, as a number whose lowest byte is the first of them. */
final class EightBytes {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = ONES << 7;

    private EightBytes() {}

    static long get(byte[] bytes, int at) {
        return (long) EIGHT.get(bytes, at);
    }

    static void put(byte[] bytes, int at, long eight) {
        EIGHT.set(bytes, at, eight);
    }

    /** Of UTF-8, the lowest bit says which byte is the first that may not stand for itself in a string of JSON, or is no ASCII. */
    static long special(long eight) {
        return unusual(eight) & TOPS;
    }

    /** As {@link #special}, or is this one. */
    static long specialOr(long eight, char ascii) {
        return (unusual(eight) | ((eight ^ (ONES * ascii)) - ONES)) & TOPS;
    }

    /**
     * In the highest bit of each byte. What is subtracted leaves a byte below zero where it is looked for, and borrows only then: what
     * is said of the bytes before the first one found is true.
     */
    private static long unusual(long eight) {
        // a quotation mark with its second bit turned comes right behind the control characters
        long controlOrQuote = (eight ^ (ONES * 2)) - ONES * (' ' + 1);
        long backslash = (eight ^ (ONES * '\\')) - ONES;
        return controlOrQuote | backslash | eight;
    }

    /** The lowest bit says which byte is the first that is this one. */
    static long are(long eight, char ascii) {
        long difference = eight ^ (ONES * ascii);
        return (difference - ONES) & ~difference & TOPS;
    }

    /** A text of ASCII. */
    // it is plain what this old way does, and it takes less than to look which charset it is
    @SuppressWarnings("deprecation")
    static String ascii(byte[] bytes, int from, int to) {
        return new String(bytes, 0, from, to - from);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

/**
 * Moments as numbers: seconds, milli-, micro- or nanoseconds since 1970. One in ten of a time's milliseconds has the check digit of
 * some country's ids.
 */
public final class Epochs {

    private static final int SECONDS = 10;
    private static final long THOUSAND = 1_000;
    /** September 2001, from when on seconds have ten digits. */
    private static final long FIRST = 1_000_000_000L;
    /** The end of 2099. */
    private static final long LAST = 4_102_444_799L;

    private Epochs() {}

    /**
     * Whether a field of this name that holds a moment as a number holds nothing else for the built-in scanner, which is then not to
     * be asked: what it finds there is forgotten, see {@link Hits#forgetNamed}.
     */
    public static boolean named(char[] name, int from, int to) {
        return KeyNames.times(name, from, to);
    }

    /** As {@link #is(char[], int, int)}, of the digits of a whole number without its sign. */
    public static boolean is(long number) {
        long seconds = number < 0 ? -number : number;
        while (seconds > LAST) {
            if (seconds < FIRST * THOUSAND) {
                return false;
            }
            seconds /= THOUSAND;
        }
        return seconds >= FIRST;
    }

    /** Whether the text is a number that counts to a moment between 2001 and 2099, and nothing else. */
    static boolean is(char[] text, int from, int to) {
        int digits = to - from;
        if (digits != SECONDS && digits != SECONDS + 3 && digits != SECONDS + 6 && digits != SECONDS + 9) {
            return false;
        }
        long seconds = 0;
        for (int i = from; i < to; i++) {
            if (!Chars.digit(text[i])) {
                return false;
            }
            seconds = i < from + SECONDS ? seconds * 10 + (text[i] - '0') : seconds;
        }
        return seconds >= FIRST && seconds <= LAST;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.identity;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The unambiguous byte form of a sequence of texts: each as a four-byte big-endian length and its UTF-8 bytes, null as
 * length -1. No two different sequences share a form.
 */
final class LengthPrefixed {

    private static final int NULL_LENGTH = -1;
    private static final int FIRST_SIZE = 512;
    private static final byte[] NOTHING = {};

    private LengthPrefixed() {}

    /** Takes bytes, such as a digest. */
    interface Sink {
        void update(byte[] bytes, int offset, int length);
    }

    /** Feeds the whole sequence in one call, which costs a digest least. */
    static void feed(Iterable<String> parts, Sink sink) {
        byte[] all = new byte[FIRST_SIZE];
        int size = 0;
        for (String part : parts) {
            byte[] bytes = part == null ? NOTHING : part.getBytes(StandardCharsets.UTF_8);
            int length = part == null ? NULL_LENGTH : bytes.length;
            int needed = Math.addExact(size, bytes.length + Integer.BYTES);
            if (needed > all.length) {
                all = Arrays.copyOf(all, Math.max(2 * all.length, needed));
            }
            all[size] = (byte) (length >>> 24);
            all[size + 1] = (byte) (length >>> 16);
            all[size + 2] = (byte) (length >>> 8);
            all[size + 3] = (byte) length;
            System.arraycopy(bytes, 0, all, size + Integer.BYTES, bytes.length);
            size = needed;
        }
        sink.update(all, 0, size);
    }
}

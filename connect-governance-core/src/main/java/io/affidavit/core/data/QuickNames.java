/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Names of members that were read before, so that one text serves all records. Documents of one stream mostly have the same
 * names in the same order, so what came behind the last name is asked first.
 */
final class QuickNames {

    private static final int SLOTS = 1024;
    private static final int LONGEST = 64;

    private final Name[] slots = new Name[SLOTS];
    private Name last = new Name("");

    private static final class Name {
        private final String text;
        /** With the quotation mark behind it. */
        private final byte[] ended;
        /** The slot of what came behind it the last time; a name itself would hold on to all that ever followed. */
        private int follower;

        Name(String text) {
            // as other readers and all constants are, so that names are mostly the same object
            this.text = text.intern();
            this.ended = (text + '"').getBytes(StandardCharsets.ISO_8859_1);
        }

        boolean at(byte[] json, int from) {
            int last = ended.length - Long.BYTES;
            if (json.length - from < ended.length) {
                return false;
            }
            if (last < 0) {
                return Arrays.equals(json, from, from + ended.length, ended, 0, ended.length);
            }
            for (int i = 0; i < last; i += Long.BYTES) {
                if (EightBytes.get(json, from + i) != EightBytes.get(ended, i)) {
                    return false;
                }
            }
            return EightBytes.get(json, from + last) == EightBytes.get(ended, last);
        }
    }

    /** The name that stands here, if it is the one that came next the last time; null for any other. */
    String next(byte[] json, int from) {
        Name next = slots[last.follower];
        if (next == null || !next.at(json, from)) {
            return null;
        }
        last = next;
        return next.text;
    }

    /** A copy of some names, to be remembered; null where one is too long for that. */
    static String[] kept(String[] names, int from, int to) {
        for (int i = from; i < to; i++) {
            if (names[i].length() > LONGEST) {
                return null;
            }
        }
        return Arrays.copyOfRange(names, from, to);
    }

    /** The same name as it was read before; it is ASCII without escapes. */
    String add(String name) {
        if (name.length() > LONGEST) {
            return name;
        }
        int hash = name.hashCode();
        int slot = (hash ^ (hash >>> 10) ^ (hash >>> 20)) & (SLOTS - 1);
        if (slots[slot] != null && !slots[slot].text.equals(name)) {
            // two that meet do not drive each other out again and again
            slot ^= 1;
        }
        if (slots[slot] == null || !slots[slot].text.equals(name)) {
            slots[slot] = new Name(name);
        }
        last.follower = slot;
        last = slots[slot];
        return last.text;
    }
}

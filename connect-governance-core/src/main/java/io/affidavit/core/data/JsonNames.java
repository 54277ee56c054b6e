/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.data;

import java.util.Arrays;

/**
 * Names of members as they were written last: events have the same names again and again, and mostly in the same order. Few, so
 * that foreign ones take no memory.
 */
final class JsonNames {

    private static final int SLOTS = 1024;
    private static final int LONGEST = 64;

    private final Name[] slots = new Name[SLOTS];
    private Name last = new Name("", new long[0], 0);

    /** A name with a comma before it, its quotation marks and its colon. */
    static final class Name {
        private final String text;
        /** Filled up to whole words of eight bytes: copying these takes less than being asked how many there are. */
        private final long[] written;

        private final int length;
        /** The slot of what came behind it the last time; a name itself would hold on to all that ever followed. */
        private int follower;
        /** The text that stood behind it last; and both, once it stood there twice. */
        private String value;

        private Name member;

        private Name(String text, long[] written, int length) {
            this.text = text;
            this.written = written;
            this.length = length;
        }

        int length() {
            return length;
        }

        /** Whether the text stood behind this name the last time too; remembers it. */
        boolean repeats(String text) {
            if (text.length() > LONGEST) {
                return false;
            }
            boolean again = text.equals(value);
            if (!again) {
                value = text;
                member = null;
            }
            return again;
        }

        /** The name with the text that repeats, or null where that is not kept. */
        Name member() {
            return member;
        }

        /** Keeps the name with the text that repeats. */
        void keep(Name whole) {
            member = whole;
        }

        /** How many bytes {@link #write} may touch. */
        int room() {
            return written.length * Long.BYTES;
        }

        void write(byte[] out, int at) {
            for (int i = 0; i < written.length; i++) {
                EightBytes.put(out, at + i * Long.BYTES, written[i]);
            }
        }
    }

    /** The name as it was written, or null where that is not remembered. */
    // the same name is mostly the same object, and for others it is asked again
    @SuppressWarnings("ReferenceEquality")
    Name find(String name) {
        Name next = slots[last.follower];
        if (next != null && next.text == name) {
            last = next;
            return next;
        }
        int slot = slot(name);
        if (slots[slot] == null || !slots[slot].text.equals(name)) {
            slot ^= 1;
        }
        if (slots[slot] == null || !slots[slot].text.equals(name)) {
            return null;
        }
        last.follower = slot;
        last = slots[slot];
        return last;
    }

    /** Takes a name as it was written, and remembers it unless it is long. */
    Name add(String name, byte[] bytes, int from, int to) {
        Name added = written(name, bytes, from, to);
        if (name.length() <= LONGEST) {
            int slot = slot(name);
            slots[slot ^ 1] = slots[slot];
            slots[slot] = added;
        }
        return added;
    }

    /** A name as it was written, not remembered. */
    static Name written(String name, byte[] bytes, int from, int to) {
        int words = (to - from + Long.BYTES - 1) / Long.BYTES;
        byte[] filled = Arrays.copyOf(Arrays.copyOfRange(bytes, from, to), words * Long.BYTES);
        long[] written = new long[words];
        Arrays.setAll(written, i -> EightBytes.get(filled, i * Long.BYTES));
        return new Name(name, written, to - from);
    }

    private static int slot(String name) {
        int hash = name.hashCode();
        return (hash ^ (hash >>> 10) ^ (hash >>> 20)) & (SLOTS - 1);
    }
}

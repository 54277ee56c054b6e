/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.data;

/** Names of members as they were written last: events have the same names again and again. Few, so that foreign ones take no memory. */
final class JsonNames {

    private static final int SLOTS = 1024;
    private static final int LONGEST = 64;

    private final String[] names = new String[SLOTS];
    private final byte[][] written = new byte[SLOTS][];

    /** The name as it was written, or null where that is not remembered. */
    byte[] find(String name) {
        int slot = slot(name);
        if (name.equals(names[slot])) {
            return written[slot];
        }
        return name.equals(names[slot ^ 1]) ? written[slot ^ 1] : null;
    }

    void add(String name, byte[] bytes) {
        if (name.length() > LONGEST) {
            return;
        }
        int slot = slot(name);
        names[slot ^ 1] = names[slot];
        written[slot ^ 1] = written[slot];
        names[slot] = name;
        written[slot] = bytes;
    }

    private static int slot(String name) {
        int hash = name.hashCode();
        return (hash ^ (hash >>> 10) ^ (hash >>> 20)) & (SLOTS - 1);
    }
}

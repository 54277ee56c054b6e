/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

/**
 * The keys of maps that were seen lately, by place and name. A table of fixed size in which a later name takes the slot of an
 * earlier one, so that keys that never repeat cost neither memory nor time. Not safe for concurrent use.
 */
final class KnownFields {

    private static final int SLOTS = 1024;

    private final KnownField[] slots = new KnownField[SLOTS];

    /** The field, or null where it is to be worked out. */
    KnownField find(PathNode place, String name) {
        KnownField known = slots[slot(place, name)];
        return known != null && known.is(place, name) ? known : null;
    }

    KnownField add(PathNode place, String name, PathNode node) {
        int slot = slot(place, name);
        if (slots[slot] == null) {
            slots[slot] = new KnownField();
        }
        return slots[slot].set(place, name, node);
    }

    private static int slot(PathNode place, String name) {
        int hash = name.hashCode() * 31 + System.identityHashCode(place);
        return (hash ^ (hash >>> 10) ^ (hash >>> 20)) & (SLOTS - 1);
    }
}

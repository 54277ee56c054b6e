/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

/**
 * The keys of maps that were seen lately, by place and name. A table of fixed size in which each name has two slots and a later
 * name takes one from an earlier one, so that keys that never repeat cost neither memory nor time, and two that meet do not
 * drive each other out again and again. Not safe for concurrent use.
 */
final class KnownFields {

    private static final int SLOTS = 1024;
    /** With fewer places for each, some events have fields that push each other out. */
    private static final int WAYS = 4;

    private final KnownField[] slots = new KnownField[SLOTS];

    /**
     * The field, or null where it is to be worked out.
     *
     * @param before the field before it, whose follower is asked first because maps seldom change their order; or null
     */
    KnownField find(PathNode place, String name, KnownField before) {
        KnownField follower = before == null ? null : before.follower();
        if (follower != null && follower.is(place, name)) {
            return follower;
        }
        KnownField known = find(place, name);
        if (before != null && known != null) {
            before.follow(known);
        }
        return known;
    }

    private KnownField find(PathNode place, String name) {
        int first = first(place, name);
        for (int i = first; i < first + WAYS; i++) {
            KnownField known = slots[i];
            if (known != null && known.is(place, name)) {
                return known;
            }
        }
        return null;
    }

    KnownField add(PathNode place, String name, PathNode node) {
        int first = first(place, name);
        KnownField oldest = slots[first + WAYS - 1];
        System.arraycopy(slots, first, slots, first + 1, WAYS - 1);
        slots[first] = oldest == null ? new KnownField() : oldest;
        return slots[first].set(place, name, node);
    }

    /** The first of the places where a field may stand. */
    private static int first(PathNode place, String name) {
        int hash = name.hashCode() * 31 + place.salt;
        return (hash ^ (hash >>> 10) ^ (hash >>> 20)) & (SLOTS - WAYS);
    }
}

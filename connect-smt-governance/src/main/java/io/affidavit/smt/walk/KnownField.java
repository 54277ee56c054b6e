/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import io.affidavit.smt.scan.Epochs;
import io.affidavit.smt.scan.Evidence;
import io.affidavit.smt.scan.KeyNames;
import io.affidavit.smt.scan.PairRole;

/**
 * What a name means at one place, worked out once, and the last two short texts that were clean there: much of an event, such as
 * models, versions and roles, is the same from record to record and is not scanned again. Reused; not safe for concurrent use.
 */
final class KnownField {

    /** Longer names say nothing. */
    static final int LONGEST_NAME = 64;

    private static final int LONGEST_CLEAN = 64;
    private static final char[] NOTHING = {};

    private PathNode place;
    private String name;
    private char[] characters = NOTHING;
    private int length;
    private PathNode node;
    private int evidence;
    private boolean time;
    private PairRole role = PairRole.NONE;
    private KnownField follower;
    private String clean;
    private String cleanBefore;

    /** Takes the name of a field and the place it leads to. */
    KnownField set(PathNode from, String key, PathNode to) {
        place = from;
        name = key;
        node = to;
        length = key.length() > LONGEST_NAME ? 0 : key.length();
        if (characters.length < length) {
            characters = new char[length];
        }
        key.getChars(0, length, characters, 0);
        evidence = length == 0 ? Evidence.NONE : KeyNames.evidence(characters, 0, length);
        time = Epochs.named(characters, 0, length);
        role = PairRole.of(characters, 0, length);
        clean = null;
        cleanBefore = null;
        return this;
    }

    boolean is(PathNode from, String key) {
        return place == from && key.equals(name);
    }

    /** What came behind it last time; may have become another field since. */
    KnownField follower() {
        return follower;
    }

    void follow(KnownField next) {
        follower = next;
    }

    PathNode node() {
        return node;
    }

    int evidence() {
        return evidence;
    }

    /** Whether the number is a moment and the name that of one, so that the scanner finds nothing there that counts. */
    boolean tells(Number number) {
        return time && number instanceof Long whole && Epochs.is(whole);
    }

    PairRole role() {
        return role;
    }

    char[] characters() {
        return characters;
    }

    int length() {
        return length;
    }

    boolean knowsClean(String text) {
        return text.equals(clean) || text.equals(cleanBefore);
    }

    void learnClean(String text) {
        if (text.length() <= LONGEST_CLEAN) {
            cleanBefore = clean;
            clean = text;
        }
    }
}

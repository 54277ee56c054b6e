/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

/**
 * How sure a detector is, from 0 to 100. Shape, checksum and the words around add up; none of them gates alone, because
 * synthetic and mistyped numbers fail their checksums and are personal all the same where the text says what they are.
 */
final class Scores {

    /** Nothing else in ordinary text looks like this. */
    static final int CERTAIN = 95;

    static final int STRONG = 90;
    static final int CHECKED = 80;
    /** The most that shape and checksum alone give to plain numbers. */
    static final int SHAPE = 80;

    static final int LIKELY = 65;
    /** As likely as not: the default threshold. */
    static final int EVEN = 50;

    static final int WEAK = 35;
    static final int POOR = 20;
    /** What a word that names the kind adds. */
    static final int CONTEXT = 45;

    private Scores() {}
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import io.affidavit.smt.scan.Label;

/** Looks at the texts of a walk, one after the other, and says what takes their place. */
interface TextEditor {

    /** Begins a record, and says whose texts follow. */
    void tenant(String value);

    /** Says of which subject of the tenant they are; empty where unknown. */
    default void subject(String value) {}

    /** Says where the texts stand. */
    void within(Trail where);

    /** The fewest characters of a text without a telling name that are worth looking at. */
    int shortest();

    /** Whether short numbers may matter too, and the whole way to a text, so that nothing is remembered of either. */
    boolean extended();

    /** Whether the record may still have so many characters looked at, which are then counted. */
    boolean affords(int chars);

    /**
     * @param evidence what the name of the field says
     * @param name characters that hold the name, with its bounds
     * @return null where the text stays as it is, {@link TextMasker#DROPPED}, or what takes its place
     */
    Object edit(char[] text, int from, int to, PathNode node, int evidence, char[] name, int nameFrom, int nameTo);

    /** What takes the place of a text of that length that is not looked at, or null where it stays. */
    Object closed(int length, PathNode node, Label reason);

    /** Looks at a name, which always stays as it is. True where nothing was found. */
    boolean report(char[] name, int from, int to, PathNode node);

    /** How much was found since the record began. */
    int found();
}

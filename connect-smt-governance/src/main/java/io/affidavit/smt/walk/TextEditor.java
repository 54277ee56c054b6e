/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

/** Looks at the texts of a walk, one after the other, and says what takes their place. */
interface TextEditor {

    /** Whose texts follow. */
    void tenant(String value);

    /**
     * @param evidence what the name of the field says
     * @param name characters that hold the name, with its bounds
     * @return null where the text stays as it is, {@link TextMasker#DROPPED}, or what takes its place
     */
    Object edit(char[] text, int from, int to, PathNode node, int evidence, char[] name, int nameFrom, int nameTo);

    /** Looks at a name, which always stays as it is. */
    void report(char[] name, int from, int to, PathNode node);
}

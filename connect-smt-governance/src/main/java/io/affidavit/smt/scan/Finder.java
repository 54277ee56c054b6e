/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.scan;

/**
 * Finds in a text what the built-in rules do not. Called for every text and for what is opened inside it, in time that is
 * bounded by the length of the text. Belongs to one scanner; need not be safe for concurrent use.
 */
@FunctionalInterface
public interface Finder {

    /** Finds nothing. */
    Finder NONE = (text, from, to, hits) -> {};

    /**
     * Adds what it finds by {@link Hits#insert}, after {@link Hits#foundBy}, or says {@link Hits#giveUp}.
     *
     * @param from first character; those before it are not to be read
     * @param to behind the last character
     */
    void find(char[] text, int from, int to, Hits hits);
}

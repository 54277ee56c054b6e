/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

/**
 * How much is looked through before the walk gives up, which always ends in protection, never in passing.
 *
 * @param leafChars longest text that is scanned; a longer one is replaced whole
 * @param depth deepest nesting; a deeper JSON text is replaced whole, a deeper record is refused
 * @param nodes most values of one record; a record with more is refused
 * @param recordChars most characters of one record that are scanned; texts beyond are replaced whole
 * @param findings most findings of one record; the text that brings more is replaced whole, and so are those behind it
 */
public record Budget(int leafChars, int depth, int nodes, int recordChars, int findings) {}

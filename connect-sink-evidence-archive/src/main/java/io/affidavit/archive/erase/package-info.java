/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Takes the rows of one subject out of a table on request, unless a hold is about them, and proves that it did.
 *
 * <pre>
 *   plan      every file that the table's metadata leads to is read in the subject's columns: rows that are certainly the
 *     |       subject's, rows of which it cannot be told, rows that are held
 *   rewrite   files with such rows are written anew without them; what locked the old ones locks the new ones
 *     |
 *   commit    new files in the place of the old ones, in the table and on the branches of holds; one commit, signed, with what
 *     |       is left of the old trees; guarded by parent snapshot and hold epoch
 *   remove    see {@link io.affidavit.archive.removal}: snapshots are let go, every version is deleted, absence is certified
 * </pre>
 *
 * <p>Here what cannot be told stays, and is counted: nobody is to believe that it was erased. For holds it is the other way
 * round: what cannot be told is held. Every arrow may be cut by a crash: before the commit nothing has happened but files that
 * are declared as intents, after it the table says what is to be done next. Nothing here knows Kafka.
 */
package io.affidavit.archive.erase;

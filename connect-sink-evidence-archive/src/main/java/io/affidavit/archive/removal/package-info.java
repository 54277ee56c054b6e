/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Carries a change that took files out of a table to its end, whatever its cause: the files' bytes are deleted, and that is
 * certified.
 *
 * <pre>
 *   change    one commit, signed, guarded by parent snapshot and hold epoch; a tag keeps the files readable
 *     |
 *   grace ----- undo, or a new hold that may be about them ----- back in the table, signed
 *     |
 *   forget    the tag moves on, snapshots that list the files leave the metadata
 *     |
 *   delete    every version of each file that no ref reaches, refs and epoch read again before each batch
 *     |
 *   certify   absence checked, completion signed, tag removed
 * </pre>
 *
 * <p>Every arrow may be cut by a crash: what is to be done next is read from the table, its tags and its statements alone.
 * Nothing here knows Kafka.
 */
package io.affidavit.archive.removal;

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Takes records out of a table once their retention is over and nothing holds them, and proves that it did.
 *
 * <pre>
 *   plan      files whose day is past its term, less what a hold may be about
 *     |
 *   drop      one commit, signed, guarded by parent snapshot and hold epoch; a tag keeps the files readable
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
package io.affidavit.archive.expiry;

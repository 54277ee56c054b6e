/**
 * Commits files and source offsets to a table in one guarded transaction.
 *
 * <pre>
 *            refresh, read watermarks
 *                     |
 *     ours moved by this commit? --yes--> Committed
 *                     | no
 *     ours moved by another?     --yes--> Superseded   discard the batch, rewind
 *                     | no                              ^
 *     a hold came or went?       --yes------------------+
 *                     | no
 *       sign the statement, append guarded by parent snapshot and watermarks
 *                     |
 *        accepted ----+---- refused or unknown: back off, from the top
 *            |                          |
 *        Committed              out of time: Deferred   keep the batch, try later
 * </pre>
 *
 * <p>Other signed changes of a table (holds, expiries, certificates) are made by {@link
 * io.affidavit.archive.commit.ChangeCommitter} under the same guard, in the same chain of statements.
 *
 * <p>The table is the only memory: no control topic, no coordinator. Consumer group offsets merely follow it.
 */
package io.affidavit.archive.commit;

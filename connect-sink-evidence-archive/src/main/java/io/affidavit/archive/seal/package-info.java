/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Seals closed days: rewrites the many small files of a day that gets no more records to few large ones, and proves that they
 * hold the same rows in the same order.
 *
 * <pre>
 *   plan      small files of days that are over and quiet, in the order of their statements, packed to the table's file size
 *     |
 *   rewrite   each pack to one file, read back, and locked where the store has locks
 *     |
 *   commit    the new files for the old ones, in the table and on the branches of holds; signed
 *     |
 *   grace     readers of older snapshots finish; then a removal like any other deletes the old bytes and certifies it
 * </pre>
 *
 * <p>No row comes or goes, so a seal needs no look at holds but for their branches. A crash before the commit leaves files that
 * are swept by their intents; after it, the removal is taken up by whoever comes next. Nothing here knows Kafka.
 */
package io.affidavit.archive.seal;

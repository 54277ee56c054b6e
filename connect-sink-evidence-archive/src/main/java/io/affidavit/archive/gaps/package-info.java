/**
 * Tells offsets that never held a record for the archive from those whose record was lost on the way.
 *
 * <p>Between two delivered records offsets may be missing because the broker has nothing there to deliver (a transaction
 * marker, an aborted record, one that compaction removed), or because a converter or transform dropped what was there. Only
 * the topic itself can tell, so it is asked.
 */
package io.affidavit.archive.gaps;

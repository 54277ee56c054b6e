/**
 * The way of a batch: records in, rows to the events table or the quarantine, one commit with the offsets, positions out.
 *
 * <p>A batch that could not be committed yet is sealed: nothing is added to it, and the worker is asked to hold its
 * records back, until it is committed or superseded.
 */
package io.affidavit.archive.flow;

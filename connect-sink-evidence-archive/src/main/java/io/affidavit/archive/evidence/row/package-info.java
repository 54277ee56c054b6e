/**
 * One byte encoding of a stored row: the same at write time, when read back, and from any engine that stores the same values.
 *
 * <p>The layout is specified in {@code docs/evidence.md}; golden vectors pin it. No Kafka, no I/O.
 */
package io.affidavit.archive.evidence.row;

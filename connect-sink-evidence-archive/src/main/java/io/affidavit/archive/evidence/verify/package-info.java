/**
 * Verification of a table from the table alone: chain, signatures, offsets, files, rows.
 *
 * <p>Everything that does not hold becomes a {@link io.affidavit.archive.evidence.verify.Finding} of a stable kind; nothing
 * throws but a table that cannot be read at all. Findings name files, statements, topic partitions and row positions, never
 * content.
 */
package io.affidavit.archive.evidence.verify;

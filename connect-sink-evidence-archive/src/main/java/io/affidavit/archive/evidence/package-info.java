/**
 * Evidence that a table's rows are the ones that were archived: taken while a data file is written, signed with its commit,
 * verified from the table alone.
 *
 * <p>While writing: one {@link io.affidavit.archive.evidence.FileEvidence} per data file takes every row, a
 * {@link io.affidavit.archive.evidence.DigestingOutputFile} takes its bytes. At commit:
 * {@link io.affidavit.archive.evidence.statement.StatementStore#write} stores the signed
 * {@link io.affidavit.archive.evidence.statement.CommitStatement}, whose reference goes into the commit. Afterwards:
 * a verifier reads it all again. Nothing here knows Kafka, so any engine can embed it.
 */
package io.affidavit.archive.evidence;

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Archived records with their proofs, as files that anyone can check without the table.
 *
 * <pre>
 *   manifest.json                  the hold, the table's schemas, the files that were read
 *   records.jsonl                  one record a line: where it stood, its canonical bytes, its inclusion proof, and as JSON
 *   statements/*.dsse.json         the signed statements that attest the files, and the one that placed the hold
 * </pre>
 */
package io.affidavit.archive.export;

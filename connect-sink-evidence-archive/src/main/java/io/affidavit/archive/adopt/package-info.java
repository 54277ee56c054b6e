/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Adoption: attests files that another engine put in the place of attested ones, if and only if they hold the very same rows.
 *
 * <p>A compaction by Spark or Trino leaves a table whose live files no statement attests and whose attested files are not
 * live. {@link io.affidavit.archive.adopt.Adopter} finds out which snapshots did that, reads both sides, and compares their
 * canonical rows as multisets, because another engine may write rows in any order. What is equal is signed as a change of
 * cause {@code adopt}; where one row is missing, altered or added, nothing is. No file is changed and no byte deleted.
 */
package io.affidavit.archive.adopt;

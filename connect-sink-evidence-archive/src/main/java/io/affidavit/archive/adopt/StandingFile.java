/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.adopt;

import io.affidavit.archive.evidence.statement.AttestedFile;

/**
 * A file that should be live, if the statements of its table are right.
 *
 * @param schemaId of the table schema it was written with
 */
record StandingFile(AttestedFile file, int schemaId) {}

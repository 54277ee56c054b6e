/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.removal;

import io.affidavit.archive.evidence.statement.AttestedFile;
import java.util.Objects;

/**
 * A file with the statement that attests it.
 *
 * @param schemaId of the table schema that it was written with
 * @param sequence number of the statement
 */
public record Attested(AttestedFile file, int schemaId, long sequence) {

    public Attested {
        Objects.requireNonNull(file, "file");
    }
}

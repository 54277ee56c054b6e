/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.removal;

import io.affidavit.archive.evidence.statement.AttestedFile;
import java.time.Instant;
import java.util.Objects;

/**
 * A file with the statement that attests it.
 *
 * @param schemaId of the table schema that it was written with
 * @param sequence number of the statement
 * @param at when the statement was made
 * @param sealed whether the file was made by sealing others
 */
public record Attested(AttestedFile file, int schemaId, long sequence, Instant at, boolean sealed) {

    public Attested {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(at, "at");
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.rewrite;

import io.affidavit.archive.evidence.statement.AttestedFile;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.iceberg.StructLike;

/**
 * A file whose rows are to be written anew.
 *
 * @param file as it was attested
 * @param schemaId of the table schema that it was attested with
 * @param keep which rows are kept; asked with each row once, in file order, in the table's current schema; the row is only
 *     valid during the call
 */
public record Source(AttestedFile file, int schemaId, Predicate<StructLike> keep) {

    public Source {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(keep, "keep");
    }

    /** One of which every row is kept. */
    public static Source whole(AttestedFile file, int schemaId) {
        return new Source(file, schemaId, row -> true);
    }
}

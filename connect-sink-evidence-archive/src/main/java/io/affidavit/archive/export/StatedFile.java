/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.export;

import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.Statement;
import java.util.stream.Stream;

/**
 * A file as a statement attests it.
 *
 * @param schemaId of the table schema it was written with
 * @param statement name of the stored statement, without its folder
 */
record StatedFile(AttestedFile file, int schemaId, String statement) {

    /** Those that a statement attests as they were written. */
    static Stream<StatedFile> by(Statement statement, String name) {
        return statement.written().stream().map(file -> new StatedFile(file, statement.schemaId(), name));
    }
}

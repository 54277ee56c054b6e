/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.export;

import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.ChangeStatement;
import io.affidavit.archive.evidence.statement.CommitStatement;
import io.affidavit.archive.evidence.statement.Statement;
import java.util.stream.Stream;

/**
 * A file as a statement attests it.
 *
 * @param schemaId of the table schema it was written with
 * @param statement name of the stored statement, without its folder
 */
record Attested(AttestedFile file, int schemaId, String statement) {

    /** Those that a statement brought. */
    static Stream<Attested> by(Statement statement, String name) {
        int schemaId = statement instanceof CommitStatement commit
                ? commit.schemaId()
                : statement instanceof ChangeStatement change ? change.schemaId() : 0;
        return statement.attested().stream().map(file -> new Attested(file, schemaId, name));
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.export;

import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.ChangeStatement;
import io.affidavit.archive.evidence.statement.CommitStatement;
import io.affidavit.archive.evidence.statement.Statement;
import java.util.List;
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
        List<AttestedFile> files = List.of();
        int schemaId = 0;
        if (statement instanceof CommitStatement commit) {
            files = commit.files();
            schemaId = commit.schemaId();
        } else if (statement instanceof ChangeStatement change) {
            files = change.added();
            schemaId = change.schemaId();
        }
        int written = schemaId;
        return files.stream().map(file -> new Attested(file, written, name));
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.adopt;

import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.ChangeStatement;
import io.affidavit.archive.evidence.statement.ChangeStatement.Cause;
import io.affidavit.archive.evidence.statement.CommitStatement;
import io.affidavit.archive.evidence.statement.Statement;
import io.affidavit.archive.removal.Chain;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.Table;

/** The files that should be live, if the statements of their table are right. */
final class StandingFiles {

    private StandingFiles() {}

    /** By path: what the newest statement about each of them brought, with the schema it was written with. */
    static Map<String, StandingFile> of(Chain chain, Table table) {
        Newest newest = new Newest();
        chain.walkAll(table, (ref, statement) -> {
            newest.follow(statement);
            return true;
        });
        return newest.standing;
    }

    /** Hears of statements, newest first: the first that speaks of a file decides. */
    private static final class Newest {

        private final Map<String, StandingFile> standing = new LinkedHashMap<>();
        private final Set<String> decided = new HashSet<>();
        private final Set<String> putBack = new HashSet<>();

        void follow(Statement statement) {
            if (statement instanceof CommitStatement commit) {
                bring(commit.files(), commit.schemaId(), false);
            } else if (statement instanceof ChangeStatement change) {
                bring(change.added(), change.schemaId(), change.cause() == Cause.UNDO);
                change.removed().forEach(file -> decided.add(file.path()));
            }
        }

        /** A file that was put back is read with the schema that an earlier statement names. */
        private void bring(List<AttestedFile> files, int schemaId, boolean back) {
            for (AttestedFile file : files) {
                boolean newest = decided.add(file.path());
                if (newest || (!back && putBack.remove(file.path()))) {
                    standing.put(file.path(), new StandingFile(file, schemaId));
                }
                if (newest && back) {
                    putBack.add(file.path());
                }
            }
        }
    }
}

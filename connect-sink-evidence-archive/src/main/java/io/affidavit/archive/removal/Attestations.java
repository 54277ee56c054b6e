/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.removal;

import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.ChangeStatement;
import io.affidavit.archive.evidence.statement.ChangeStatement.Cause;
import io.affidavit.archive.evidence.statement.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.Table;

/** Finds what was attested of files, in the statements of their table. */
public final class Attestations {

    private Attestations() {}

    /** The attestation of each of {@code paths}; files that no statement attests are left out. */
    public static Map<String, Attested> of(Chain chain, Table table, Set<String> paths) {
        Map<String, Attested> found = new HashMap<>();
        Set<String> missing = new HashSet<>(paths);
        if (missing.isEmpty()) {
            return found;
        }
        chain.walkAll(table, (ref, statement) -> {
            take(statement, missing, found);
            return !missing.isEmpty();
        });
        return found;
    }

    private static void take(Statement statement, Set<String> missing, Map<String, Attested> found) {
        boolean sealed = statement instanceof ChangeStatement change && change.cause() == Cause.SEAL;
        for (AttestedFile file : statement.written()) {
            if (missing.remove(file.path())) {
                found.put(
                        file.path(),
                        new Attested(file, statement.schemaId(), statement.sequence(), statement.createdAt(), sealed));
            }
        }
    }
}

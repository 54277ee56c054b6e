/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.expiry;

import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.ChangeStatement;
import io.affidavit.archive.evidence.statement.CommitStatement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.Table;

/** Finds what was attested of files, in the statements of their table. */
final class Attestations {

    private Attestations() {}

    /** The newest attestation of each of {@code paths}; files that no statement attests are left out. */
    static Map<String, AttestedFile> of(Chain chain, Table table, Set<String> paths) {
        Map<String, AttestedFile> found = new HashMap<>();
        Set<String> missing = new HashSet<>(paths);
        if (missing.isEmpty()) {
            return found;
        }
        chain.walkAll(table, (ref, statement) -> {
            if (statement instanceof CommitStatement commit) {
                take(commit.files(), missing, found);
            } else if (statement instanceof ChangeStatement change) {
                take(change.added(), missing, found);
            }
            return !missing.isEmpty();
        });
        return found;
    }

    private static void take(List<AttestedFile> files, Set<String> missing, Map<String, AttestedFile> found) {
        for (AttestedFile file : files) {
            if (missing.remove(file.path())) {
                found.put(file.path(), file);
            }
        }
    }
}

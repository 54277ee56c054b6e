/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.rewrite;

import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.Derivation;
import java.util.Objects;
import org.apache.iceberg.DataFile;

/**
 * A new file, complete and read back, that no commit refers to yet.
 *
 * @param file for the table
 * @param attested for the statement
 * @param derivation where its rows come from
 * @param intent where it is declared; see {@link io.affidavit.archive.commit.TableChange#intents}
 */
public record Rewritten(DataFile file, AttestedFile attested, Derivation derivation, String intent) {

    public Rewritten {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(attested, "attested");
        Objects.requireNonNull(derivation, "derivation");
        Objects.requireNonNull(intent, "intent");
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.seal;

import io.affidavit.archive.evidence.statement.StatementRef;
import java.util.List;

/**
 * What became of a plan.
 *
 * @param statements of the days that were sealed
 * @param packs that became files
 * @param refused why the others were not, for people; next time is another try
 */
public record Sealed(List<StatementRef> statements, List<Pack> packs, List<String> refused) {

    public Sealed {
        statements = List.copyOf(statements);
        packs = List.copyOf(packs);
        refused = List.copyOf(refused);
    }
}

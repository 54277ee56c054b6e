/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.offset;

import io.affidavit.source.engine.WindowGrid;
import java.util.Objects;

/**
 * What must stay the same for a stored position to mean anything: the grid, the table behind the name, and the columns
 * that row hashes cover.
 *
 * @param table the database's own number of the table, which a replacement changes
 * @param hashColumns the pinned list, as text
 */
public record TableIdentity(WindowGrid grid, long table, String hashColumns) {

    public TableIdentity {
        Objects.requireNonNull(grid, "grid");
        Objects.requireNonNull(hashColumns, "hashColumns");
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.row;

import java.util.List;

/**
 * A place in a source row.
 *
 * @param slot index of this path among all paths of a {@link PathTable}
 * @param root index of its column among all columns the table knows
 * @param rest names below the column, empty for the column itself
 * @param text the path as the mapping wrote it
 */
public record SourcePath(int slot, int root, List<String> rest, String text) {

    public SourcePath {
        rest = List.copyOf(rest);
    }
}

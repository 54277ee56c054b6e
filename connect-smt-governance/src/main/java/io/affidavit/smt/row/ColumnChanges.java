/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.row;

import java.util.List;

/**
 * How the columns of a row differ from those its mapping was made from.
 *
 * @param unknown how many columns the mapping does not know
 * @param unknownNames their names where a schema gives them; empty for JSON and maps, whose names are content
 * @param missing columns that the mapping needs and the row lacks
 * @param retyped columns that hold something else than they did
 */
public record ColumnChanges(int unknown, List<String> unknownNames, List<String> missing, List<String> retyped) {

    static final ColumnChanges NONE = new ColumnChanges(0, List.of(), List.of(), List.of());

    public ColumnChanges {
        unknownNames = List.copyOf(unknownNames);
        missing = List.copyOf(missing);
        retyped = List.copyOf(retyped);
    }

    public boolean none() {
        return unknown == 0 && missing.isEmpty() && retyped.isEmpty();
    }
}

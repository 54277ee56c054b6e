/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.spi;

import java.util.List;
import java.util.Objects;

/**
 * The list of source columns that row hashes cover. It is pinned, because another list would make every old row look
 * revised.
 *
 * @param id names the list wherever hashes are compared
 * @param names empty means every column that the table has when it is first read
 * @param lenient whether a column the table lacks counts as null, as in older versions of an application
 */
public record HashedColumns(String id, List<String> names, boolean lenient) {

    /** Stands for a list not chosen yet. */
    public static final HashedColumns ALL = new HashedColumns("all", List.of(), false);

    private static final String PREFIX = "columns:";

    public HashedColumns {
        Objects.requireNonNull(id, "id");
        names = List.copyOf(names);
    }

    /** A list of a user's table; its id is the list itself. */
    public static HashedColumns of(List<String> names) {
        return new HashedColumns(PREFIX + String.join(",", names), names, false);
    }

    public boolean isOpen() {
        return names.isEmpty();
    }

    /** Reads the id of a user's list; a preset's id gives an open list. */
    public static HashedColumns parse(String id) {
        return id.startsWith(PREFIX) ? of(List.of(id.substring(PREFIX.length()).split(",", -1))) : ALL;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.offset;

import java.util.Objects;
import java.util.Optional;

/**
 * A table that is accepted as the successor of the one read before, as after a restore.
 *
 * @param key of the configuration that names it; empty for a store that has none
 * @param number of the table, if one is accepted
 */
public record AcceptedTable(Optional<String> key, Optional<Long> number) {

    /** Of a store whose tables have no successors. */
    public static final AcceptedTable NONE = new AcceptedTable(Optional.empty(), Optional.empty());

    public AcceptedTable {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(number, "number");
    }

    /** @param number as configured, or null */
    public static AcceptedTable of(String key, Long number) {
        return new AcceptedTable(Optional.of(key), Optional.ofNullable(number));
    }

    public boolean is(long table) {
        return number.equals(Optional.of(table));
    }

    /** What to do where another table was found. */
    public String advice(long found) {
        String anew = "delete the connector's offsets to read everything anew.";
        return key.map(name ->
                        "If it holds the same rows, as after a restore, set " + name + "=" + found + "; else " + anew)
                .orElse("Put the former table back, or " + anew);
    }
}

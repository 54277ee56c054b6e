/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.unit;

import java.util.Map;
import java.util.Objects;

/**
 * A row of a unit.
 *
 * @param number its place in the unit, from 0; numbers rise but may leave gaps
 * @param value text, numbers, booleans, lists and maps, under the names of the fields
 * @param chars length of its texts together
 */
public record UnitRow(long number, Map<String, Object> value, long chars) {

    public UnitRow {
        Objects.requireNonNull(value, "value");
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.unit;

import java.util.Objects;

/**
 * Something that holds rows in a fixed order and is read from its start: an object, a data file.
 *
 * @param cursor its place in reading order; units of one cursor are read by name
 * @param name unique in the store
 * @param version changes with the content
 * @param size in bytes
 */
public record Unit(long cursor, String name, String version, long size) {

    public Unit {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(version, "version");
    }
}

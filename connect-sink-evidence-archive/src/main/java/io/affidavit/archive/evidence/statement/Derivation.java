/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.statement;

import java.util.List;
import java.util.Objects;

/**
 * Where the rows of an added file come from: those that are left of each origin, one origin after the other, in the order
 * they had.
 *
 * @param path of the added file
 * @param origins at least one
 */
public record Derivation(String path, List<Origin> origins) {

    public Derivation {
        Objects.requireNonNull(path, "path");
        origins = List.copyOf(origins);
        if (origins.isEmpty()) {
            throw new IllegalArgumentException("Cannot derive rows: a file has no origin.");
        }
    }
}

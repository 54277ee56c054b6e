/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.mapping;

import java.util.Objects;

/**
 * What a mapping says of itself.
 *
 * @param description may be null
 * @param madeFrom versions of the store whose columns it was made from, or null
 * @param system the kind of store it is for, or null
 * @param entity the table, index or topic it is for, or null
 */
public record MappingInfo(
        String id, String version, String description, String madeFrom, String system, String entity) {

    public MappingInfo {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(version, "version");
    }
}

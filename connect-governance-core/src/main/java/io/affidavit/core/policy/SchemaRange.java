/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policy;

import java.util.Objects;

/**
 * The versions of a schema that may flow.
 *
 * @param schema name of the schema
 * @param accept range such as {@code >=1.0 <2}
 * @param target version that older ones are migrated to, or empty
 */
public record SchemaRange(String schema, String accept, String target) {

    public SchemaRange {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(accept, "accept");
        Objects.requireNonNull(target, "target");
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.schema;

import java.util.Map;
import java.util.Objects;

/** Which schemas may pass, in which versions. */
sealed interface Admission {

    /**
     * What is accepted of a schema.
     *
     * @param name that the record gives; null if it gives none
     * @return null if nothing is
     */
    Accepted of(String name);

    /**
     * As the configuration has it.
     *
     * @param only the only schema that may pass; null for any
     */
    record Configured(String only, Accepted accepted) implements Admission {

        public Configured {
            Objects.requireNonNull(accepted, "accepted");
        }

        @Override
        public Accepted of(String name) {
            return only == null || name == null || name.equals(only) ? accepted : null;
        }
    }

    /**
     * As a policy document has it: what it does not name does not pass.
     *
     * @param unnamed the schema of records that give no name; null for none
     */
    record Governed(String unnamed, Map<String, Accepted> schemas) implements Admission {

        public Governed {
            schemas = Map.copyOf(schemas);
        }

        @Override
        public Accepted of(String name) {
            String known = name == null ? unnamed : name;
            return known == null ? null : schemas.get(known);
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.event;

import io.affidavit.smt.mapping.MappingException;
import io.affidavit.smt.mapping.Mappings;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** Compiles the mapping when the configuration is validated, so that a broken one never reaches a running connector. */
final class MappingValidator implements ConfigDef.Validator {

    @Override
    public void ensureValid(String name, Object value) {
        if (value == null) {
            return;
        }
        try {
            Mappings.of(value.toString());
        } catch (MappingException e) {
            throw new ConfigException("Invalid value for configuration " + name + ": " + e.getMessage());
        }
    }

    @Override
    public String toString() {
        return "a built-in mapping (name or name@version), a YAML file on the worker, or inline YAML";
    }
}

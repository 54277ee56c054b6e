/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.schema;

import java.util.function.Consumer;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** Reads a document where it is configured, so that a bad one is refused there and then. */
record DocumentValidator(String expectation, Consumer<String> reader) implements ConfigDef.Validator {

    @Override
    public void ensureValid(String name, Object value) {
        if (value == null) {
            return;
        }
        try {
            reader.accept(value.toString());
        } catch (IllegalArgumentException e) {
            throw new ConfigException("Invalid value for configuration " + name + ": " + e.getMessage());
        }
    }

    @Override
    public String toString() {
        return expectation;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.config;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.config.ConfigDef;

/**
 * Offers the same values whatever else is configured, and refuses a key that does not agree with the others: a recommender
 * is the one thing that Connect shows all values when it validates, and it reports what one throws at its key.
 */
record KeyRecommender(List<Object> values, Consumer<Map<String, Object>> agreement) implements ConfigDef.Recommender {

    KeyRecommender {
        values = List.copyOf(values);
    }

    /** Null for a key that needs none. */
    static KeyRecommender of(ConfigKey key) {
        return key.recommendations().isEmpty() && key.agreement() == null
                ? null
                : new KeyRecommender(key.recommendations(), key.agreement());
    }

    /**
     * @throws org.apache.kafka.common.config.ConfigException if the keys do not agree
     */
    @Override
    public List<Object> validValues(String name, Map<String, Object> parsedConfig) {
        if (agreement != null) {
            agreement.accept(parsedConfig);
        }
        return values;
    }

    @Override
    public boolean visible(String name, Map<String, Object> parsedConfig) {
        return true;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.preset;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A known writer of log indices. Row hashes cover the whole document: what is read through a preset is never changed
 * once it is indexed.
 *
 * @param system value of the source-system header
 * @param index expression that finds all of its indices
 */
public record SearchPreset(String name, String system, String index, String timeField) {

    /**
     * Spans as Data Prepper's index type trace-analytics-raw keeps them. A span is sent once it has ended, so its end,
     * not its start, is close to the time at which it is indexed.
     */
    private static final SearchPreset OTEL =
            new SearchPreset("otel-opensearch", "otel", "otel-v1-apm-span-*", "endTime");

    private static final Map<String, SearchPreset> ALL = Map.of(OTEL.name(), OTEL);

    public SearchPreset {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(system, "system");
        Objects.requireNonNull(index, "index");
        Objects.requireNonNull(timeField, "timeField");
    }

    public static Optional<SearchPreset> named(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    public static List<String> names() {
        return ALL.keySet().stream().sorted().toList();
    }
}

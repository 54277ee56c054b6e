/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.preset;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A known application's table in ClickHouse. Rows are versions: an application rewrites a row to change it.
 *
 * @param system value of the source-system header
 * @param cursorColumn the time at which a version was written, where block numbers cannot be had
 * @param successors tables that the application writes to instead, in other modes or versions of it; all have a column
 *     {@code created_at}
 */
public record ClickHousePreset(
        String name,
        String system,
        String table,
        String cursorColumn,
        List<String> keyColumns,
        List<String> successors) {

    private static final String LANGFUSE = "langfuse";
    private static final String V4 = "events_full";
    private static final String V3 = "observations";

    private static final Map<String, ClickHousePreset> ALL = Stream.of(
                    langfuse(LANGFUSE, V4, List.of("project_id", "trace_id", "span_id"), List.of(V3)),
                    langfuse("langfuse-v3-traces", "traces", List.of("project_id", "id"), List.of(V4)),
                    langfuse("langfuse-v3-observations", V3, List.of("project_id", "id"), List.of(V4)),
                    langfuse("langfuse-scores", "scores", List.of("project_id", "id"), List.of()))
            .collect(Collectors.toMap(ClickHousePreset::name, Function.identity()));

    public ClickHousePreset {
        Objects.requireNonNull(name, "name");
        keyColumns = List.copyOf(keyColumns);
        successors = List.copyOf(successors);
    }

    private static ClickHousePreset langfuse(String name, String table, List<String> keys, List<String> successors) {
        return new ClickHousePreset(name, LANGFUSE, table, "updated_at", keys, successors);
    }

    public static Optional<ClickHousePreset> named(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    public static List<String> names() {
        return ALL.keySet().stream().sorted().toList();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.preset;

import io.affidavit.source.spi.EpochUnit;
import io.affidavit.source.spi.HashedColumns;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A known application's log table.
 *
 * @param system value of the source-system header
 * @param cursorUnit unit of a cursor that counts the time since the epoch, or empty
 * @param databaseSetsCursor whether the database fills the cursor column when a row is written
 * @param databases names of the databases that the application writes to
 */
public record Preset(
        String name,
        String system,
        String table,
        String cursorColumn,
        List<String> keyColumns,
        Optional<EpochUnit> cursorUnit,
        HashedColumns hashedColumns,
        boolean databaseSetsCursor,
        Set<Database> databases) {

    /** Databases that presets know. */
    public enum Database {
        POSTGRESQL,
        MARIADB,
        SQLITE
    }

    /**
     * The LiteLLM proxy's spend log: one row per model call, written in batches after the call ended, with the start
     * time that the proxy took. Columns are those of its schema in 2026; older versions lack some.
     */
    private static final Preset LITELLM = new Preset(
            "litellm",
            "litellm",
            "LiteLLM_SpendLogs",
            "startTime",
            List.of("request_id"),
            Optional.empty(),
            new HashedColumns(
                    "litellm@1",
                    List.of(
                            "request_id",
                            "call_type",
                            "api_key",
                            "spend",
                            "total_tokens",
                            "prompt_tokens",
                            "completion_tokens",
                            "startTime",
                            "endTime",
                            "request_duration_ms",
                            "completionStartTime",
                            "model",
                            "model_id",
                            "model_group",
                            "custom_llm_provider",
                            "api_base",
                            "user",
                            "metadata",
                            "cache_hit",
                            "cache_key",
                            "request_tags",
                            "team_id",
                            "organization_id",
                            "end_user",
                            "requester_ip_address",
                            "messages",
                            "response",
                            "session_id",
                            "status",
                            "mcp_namespaced_tool_name",
                            "agent_id",
                            "proxy_server_request"),
                    true),
            false,
            Set.of(Database.POSTGRESQL));

    /**
     * MLflow's traces: one row per trace, written when the trace begins and completed when it ends. A row read before it
     * was complete looks revised afterwards.
     */
    private static final Preset MLFLOW = new Preset(
            "mlflow",
            "mlflow",
            "trace_info",
            "timestamp_ms",
            List.of("request_id"),
            Optional.of(EpochUnit.MILLIS),
            new HashedColumns(
                    "mlflow@1",
                    List.of(
                            "request_id",
                            "experiment_id",
                            "timestamp_ms",
                            "execution_time_ms",
                            "status",
                            "client_request_id",
                            "request_preview",
                            "response_preview"),
                    true),
            false,
            Set.of(Database.POSTGRESQL, Database.MARIADB, Database.SQLITE));

    /** MLflow's spans: one row per span, whose column {@code content} holds the whole span. */
    private static final Preset MLFLOW_SPANS = new Preset(
            "mlflow-spans",
            "mlflow",
            "spans",
            "start_time_unix_nano",
            List.of("trace_id", "span_id"),
            Optional.of(EpochUnit.NANOS),
            new HashedColumns(
                    "mlflow-spans@1",
                    List.of(
                            "trace_id",
                            "span_id",
                            "experiment_id",
                            "parent_span_id",
                            "name",
                            "type",
                            "status",
                            "start_time_unix_nano",
                            "end_time_unix_nano",
                            "content"),
                    true),
            false,
            Set.of(Database.POSTGRESQL, Database.MARIADB, Database.SQLITE));

    /**
     * Arize Phoenix's spans: one row per span, numbered by the database. Counters that later spans of the trace change
     * are not hashed.
     */
    private static final Preset PHOENIX = new Preset(
            "phoenix",
            "phoenix",
            "spans",
            "id",
            List.of("id"),
            Optional.empty(),
            new HashedColumns(
                    "phoenix@1",
                    List.of(
                            "id",
                            "trace_rowid",
                            "span_id",
                            "parent_id",
                            "name",
                            "span_kind",
                            "start_time",
                            "end_time",
                            "attributes",
                            "events",
                            "status_code",
                            "status_message"),
                    true),
            true,
            Set.of(Database.POSTGRESQL, Database.SQLITE));

    private static final Map<String, Preset> ALL = Stream.of(LITELLM, MLFLOW, MLFLOW_SPANS, PHOENIX)
            .collect(Collectors.toUnmodifiableMap(Preset::name, Function.identity()));

    public Preset {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(hashedColumns, "hashedColumns");
        Objects.requireNonNull(cursorUnit, "cursorUnit");
        keyColumns = List.copyOf(keyColumns);
        databases = Set.copyOf(databases);
    }

    public static Optional<Preset> named(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /** Names of the presets for any of the databases. */
    public static List<String> names(Database... databases) {
        return ALL.values().stream()
                .filter(preset -> Stream.of(databases).anyMatch(preset.databases::contains))
                .map(Preset::name)
                .sorted()
                .toList();
    }
}

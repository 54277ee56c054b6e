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
 * A known application's log table.
 *
 * @param system value of the source-system header
 * @param databaseSetsCursor whether the database fills the cursor column when a row is written
 */
public record Preset(
        String name,
        String system,
        String table,
        String cursorColumn,
        List<String> keyColumns,
        HashedColumns hashedColumns,
        boolean databaseSetsCursor) {

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
            false);

    private static final Map<String, Preset> ALL = Map.of(LITELLM.name(), LITELLM);

    public Preset {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(hashedColumns, "hashedColumns");
        keyColumns = List.copyOf(keyColumns);
    }

    public static Optional<Preset> named(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    public static List<String> names() {
        return ALL.keySet().stream().sorted().toList();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.stack.litellm;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes rows of a spend log from a seed: the same seed gives the same rows.
 *
 * <p>Five applications of three tenants; nested tool arguments as JSON text; personal data and API keys in the content;
 * retention classes in the request tags; one case under legal hold.
 *
 * @param rows how many
 * @param end time of the youngest row
 * @param span from the oldest row to the youngest
 */
public record SpendLogGenerator(long seed, int rows, Instant end, Duration span) {
    /** The matter that the held rows belong to. */
    public static final String MATTER = "M-2026-014";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HELD_EVERY = 400;
    private static final int INTERVENED_EVERY = 90;
    private static final int ERROR_EVERY = 60;

    /** The rows, oldest first. */
    public Stream<SpendLog> stream() {
        return IntStream.range(0, rows).mapToObj(this::row);
    }

    /** The row of an index from 0, whatever was asked before. */
    public SpendLog row(int index) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003L + index);
        PersonalData personal = new PersonalData(random);
        Scenario scenario = personal.pick(Scenario.ALL);
        Conversation conversation = new Conversation(random, scenario);
        boolean failed = index % ERROR_EVERY == ERROR_EVERY - 1;
        boolean calledTool = !failed && random.nextInt(5) < 2;
        int promptTokens = random.nextInt(80, 900);
        int completionTokens = failed ? 0 : random.nextInt(20, 600);
        int millis = random.nextInt(300, 20_000);
        LocalDateTime start = start(index);
        String id = "chatcmpl-" + personal.hex(12);

        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("request_id", id);
        columns.put("call_type", "acompletion");
        columns.put("api_key", personal.hex(32));
        columns.put("spend", (promptTokens * 3 + completionTokens * 12) / 1_000_000.0);
        columns.put("total_tokens", promptTokens + completionTokens);
        columns.put("prompt_tokens", promptTokens);
        columns.put("completion_tokens", completionTokens);
        columns.put("startTime", start);
        columns.put("endTime", start.plusNanos(millis * 1_000_000L));
        columns.put("request_duration_ms", millis);
        columns.put("completionStartTime", failed ? null : start.plusNanos(millis * 250_000L));
        columns.put("model", scenario.model());
        columns.put("model_id", scenario.provider() + "-" + scenario.model());
        columns.put("model_group", scenario.model());
        columns.put("custom_llm_provider", scenario.provider());
        columns.put("api_base", "https://" + scenario.provider().replace('_', '-') + ".example.net/v1");
        columns.put("user", scenario.team() + "-bot");
        columns.put("metadata", metadata(index, scenario, conversation, calledTool));
        columns.put("cache_hit", "False");
        columns.put("cache_key", "Cache OFF");
        columns.put(
                "request_tags",
                "[\"retention:%s\",\"app:%s\",\"env:production\"]"
                        .formatted(scenario.retentionClass(), scenario.agent()));
        columns.put("team_id", scenario.team());
        columns.put("organization_id", scenario.organization());
        columns.put("end_user", index % 3 == 0 ? conversation.email() : "customer-" + random.nextInt(1, 5_000));
        columns.put("requester_ip_address", personal.ip());
        columns.put("messages", conversation.messages());
        columns.put("response", failed ? "{}" : conversation.response(id, promptTokens, completionTokens));
        columns.put("session_id", "session-" + index / 4);
        columns.put("status", failed ? "failure" : "success");
        columns.put("mcp_namespaced_tool_name", calledTool ? scenario.tool() : null);
        columns.put("agent_id", scenario.agent());
        columns.put("proxy_server_request", "{\"model\":\"" + scenario.model() + "\",\"stream\":false}");
        return new SpendLog(columns, conversation.planted());
    }

    private String metadata(int index, Scenario scenario, Conversation conversation, boolean calledTool) {
        ObjectNode metadata = JSON.createObjectNode();
        metadata.put("user_api_key_alias", scenario.agent()).put("user_api_key_project_id", scenario.team());
        metadata.putArray("applied_guardrails").add("pii-screen");
        metadata.putArray("guardrail_information")
                .addObject()
                .put("guardrail_name", "pii-screen")
                .put("guardrail_status", index % INTERVENED_EVERY == 7 ? "guardrail_intervened" : "success");
        metadata.putObject("usage_object").putObject("prompt_tokens_details").put("cached_tokens", index % 7);
        if (calledTool) {
            metadata.putObject("mcp_tool_call_metadata")
                    .put("name", scenario.toolName())
                    .put("arguments", conversation.arguments());
        }
        if (index % HELD_EVERY == 0) {
            metadata.putObject("spend_logs_metadata").put("legal_hold", MATTER);
        }
        return metadata.toString();
    }

    private LocalDateTime start(int index) {
        long back = rows == 1 ? 0 : span.toMillis() * (rows - 1 - index) / (rows - 1);
        return LocalDateTime.ofEpochSecond(end.getEpochSecond(), end.getNano() / 1_000_000 * 1_000_000, ZoneOffset.UTC)
                .minusNanos(back * 1_000_000L);
    }
}

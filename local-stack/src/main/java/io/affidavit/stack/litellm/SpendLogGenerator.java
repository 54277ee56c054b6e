/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.stack.litellm;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
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

    private static final int HELD_EVERY = 400;
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
        columns.put("metadata", metadata(index, scenario));
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
        columns.put("mcp_namespaced_tool_name", failed ? null : scenario.tool());
        columns.put("agent_id", scenario.agent());
        columns.put("proxy_server_request", "{\"model\":\"" + scenario.model() + "\",\"stream\":false}");
        return new SpendLog(columns, conversation.planted());
    }

    private String metadata(int index, Scenario scenario) {
        String hold = index % HELD_EVERY == 0 ? ",\"matter_id\":\"" + MATTER + "\"" : "";
        return String.format(
                Locale.ROOT,
                "{\"user_api_key_alias\":\"%s\",\"applied_guardrails\":[\"pii-screen\"],\"project_id\":\"%s\","
                        + "\"usage_object\":{\"cached_tokens\":%d}%s}",
                scenario.agent(),
                scenario.team(),
                index % 7,
                hold);
    }

    private LocalDateTime start(int index) {
        long back = rows == 1 ? 0 : span.toMillis() * (rows - 1 - index) / (rows - 1);
        return LocalDateTime.ofEpochSecond(end.getEpochSecond(), end.getNano() / 1_000_000 * 1_000_000, ZoneOffset.UTC)
                .minusNanos(back * 1_000_000L);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import io.affidavit.core.data.JsonText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Seeded rows shaped like LiteLLM's spend logs, as JSON; one in five holds personal data or a secret. */
final class LiteLlmRows {

    private static final Instant START = Instant.parse("2026-05-01T00:00:00Z");
    private static final String[] CLEAN = {
        "Please summarise the open incidents of the last quarter and list the three that cost most time.",
        "The customer asks whether the delivery can be moved to next week without a new contract.",
        "Compare the renewal terms of both suppliers and point out every clause on liability.",
        "Draft a reply that explains why the refund takes five working days and offer a voucher."
    };
    private static final String[] SENSITIVE = {
        "Write to maria.lopez%d@example.org and call +34 612 345 678 before Friday.",
        "The card 4111 1111 1111 1111 was charged twice, IBAN DE89 3704 0044 0532 0130 00, ticket %d.",
        "Deploy with the token ghp_16C7e42F292c6912E7710c838347Ae178B4a from host 10.20.30.%d today.",
        "Patient SSN 536-22-8726 was admitted at %d o'clock, password=Tr0ub4dor&3 for the portal."
    };

    private LiteLlmRows() {}

    static List<byte[]> json(int count, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<byte[]> rows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            rows.add(Events.utf8(JsonText.write(row(i, random))));
        }
        return rows;
    }

    private static Map<String, Object> row(int i, RandomGenerator random) {
        String question = random.nextInt(5) == 0
                ? String.format(SENSITIVE[random.nextInt(SENSITIVE.length)], i % 200)
                : CLEAN[random.nextInt(CLEAN.length)];
        Instant start = START.plusMillis(i * 37L);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("request_id", "chatcmpl-" + hex(random, 12));
        row.put("call_type", "acompletion");
        row.put("api_key", hex(random, 32));
        row.put("spend", random.nextInt(90_000) / 1e7);
        row.put("total_tokens", random.nextInt(5_000));
        row.put("prompt_tokens", random.nextInt(4_000));
        row.put("completion_tokens", random.nextInt(900));
        row.put("startTime", start.toString());
        row.put("endTime", start.plusMillis(random.nextInt(6_000)).toString());
        row.put("model", "gpt-5.2-mini-2026-03");
        row.put("model_group", "gpt-5.2-mini");
        row.put("custom_llm_provider", "openai");
        row.put("user", "u-" + random.nextInt(40_000));
        row.put("metadata", "{\"project_id\":\"p-" + random.nextInt(9) + "\",\"applied_guardrails\":[\"pii\"]}");
        row.put("cache_hit", "False");
        row.put("request_tags", "[\"team:support\",\"retention:standard-1y\"]");
        row.put("team_id", "tenant-" + random.nextInt(20));
        row.put("end_user", "c-" + random.nextInt(90_000));
        row.put("messages", JsonText.write(List.of(Map.of("content", question, "role", "user"))));
        row.put(
                "response",
                JsonText.write(Map.of(
                        "choices",
                        List.of(Map.of(
                                "finish_reason",
                                "stop",
                                "message",
                                Map.of("content", CLEAN[random.nextInt(CLEAN.length)], "role", "assistant"))))));
        row.put("session_id", hex(random, 16));
        row.put("status", "success");
        return row;
    }

    private static String hex(RandomGenerator random, int bytes) {
        byte[] raw = new byte[bytes];
        random.nextBytes(raw);
        return HexFormat.of().formatHex(raw);
    }
}

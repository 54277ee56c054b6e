/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import io.affidavit.core.contract.EventContract;
import io.affidavit.core.identity.EventIds;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;

/** Seeded governance events of about one kilobyte of JSON each, as Struct and as JSON bytes. */
final class Events {

    private static final Schema SCHEMA = EventContract.connectSchema();
    private static final long DAY_START = 1_780_272_000_000L;
    private static final long DAY = 86_400_000L;
    private static final String[] WORDS =
            ("refund order delivery confirm address before account customer policy approve invoice shipment reset ticket "
                            + "status escalate region contract renewal quarterly report forecast incident review summary")
                    .split(" ");

    private Events() {}

    static List<Struct> structs(int count, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<Struct> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            events.add(event(random));
        }
        return events;
    }

    /** The same events as {@code JsonConverter} writes them without schemas. */
    static List<byte[]> json(List<Struct> events) {
        try (JsonConverter converter = converter()) {
            return events.stream()
                    .map(event -> converter.fromConnectData("bench", SCHEMA, event))
                    .toList();
        }
    }

    static JsonConverter converter() {
        JsonConverter converter = new JsonConverter();
        converter.configure(Map.of("schemas.enable", "false"), false);
        return converter;
    }

    static double meanBytes(List<byte[]> records) {
        return records.stream().mapToInt(record -> record.length).average().orElse(0);
    }

    private static Struct event(RandomGenerator random) {
        String requestId = "chatcmpl-" + hex(random, 12);
        String entity = EventIds.entityId("litellm", "bench", "LiteLLM_SpendLogs", requestId);
        long time = DAY_START + random.nextLong(DAY);
        return new Struct(SCHEMA)
                .put("event_id", EventIds.eventId(entity, "model_call", 0, hex(random, 32)))
                .put("entity_id", entity)
                .put("category", "model_call")
                .put("operation", "acompletion")
                .put("event_time", new Date(time))
                .put("event_time_ns", time * 1_000_000L)
                .put("end_time_ns", (time + random.nextInt(5_000)) * 1_000_000L)
                .put("observed_time", new Date(DAY_START + DAY))
                .put("tenant_id", "tenant-" + random.nextInt(20))
                .put("schema_version", EventContract.VERSION)
                .put("identity", identity(random))
                .put("model", model(random))
                .put("content", content(random))
                .put("usage", usage(random))
                .put("operational", operational(random))
                .put(
                        "lifecycle",
                        new Struct(schema("lifecycle"))
                                .put("retention_class", "standard-1y")
                                .put("replay_permission", "restricted"))
                .put("source", source(requestId, random, time));
    }

    private static Struct identity(RandomGenerator random) {
        return new Struct(schema("identity"))
                .put("application_id", "support-copilot")
                .put("session_id", hex(random, 16))
                .put("user_id", "u-" + random.nextInt(50_000))
                .put("service_account_id", hex(random, 16));
    }

    private static Struct model(RandomGenerator random) {
        return new Struct(schema("model"))
                .put("provider", "openai")
                .put("request_model", "gpt-5.2-mini")
                .put("response_model", "gpt-5.2-mini-2026-0" + (1 + random.nextInt(9)))
                .put("finish_reasons", List.of("stop"));
    }

    private static Struct content(RandomGenerator random) {
        return new Struct(schema("content"))
                .put("input_messages_json", "[{\"content\":\"" + words(random, 18) + "\",\"role\":\"user\"}]")
                .put("output_messages_json", "[{\"content\":\"" + words(random, 12) + "\",\"role\":\"assistant\"}]")
                .put("content_state", "full");
    }

    private static Struct usage(RandomGenerator random) {
        return new Struct(schema("usage"))
                .put("input_tokens", (long) random.nextInt(4_000))
                .put("output_tokens", (long) random.nextInt(900))
                .put("cost", "0.00" + random.nextInt(100_000))
                .put("currency", "USD")
                .put("latency_ms", (long) random.nextInt(5_000));
    }

    private static Struct operational(RandomGenerator random) {
        return new Struct(schema("operational"))
                .put("trace_id", hex(random, 16))
                .put("span_id", hex(random, 8))
                .put("status", "success");
    }

    private static Struct source(String key, RandomGenerator random, long time) {
        return new Struct(schema("source"))
                .put("system", "litellm")
                .put("instance", "bench")
                .put("entity", "LiteLLM_SpendLogs")
                .put("key", key)
                .put("position", java.time.Instant.ofEpochMilli(time).toString())
                .put("row_hash", hex(random, 32))
                .put("migrated", true);
    }

    private static Schema schema(String group) {
        return SCHEMA.field(group).schema();
    }

    static String words(RandomGenerator random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
        }
        return text.toString();
    }

    static String hex(RandomGenerator random, int bytes) {
        byte[] raw = new byte[bytes];
        random.nextBytes(raw);
        return HexFormat.of().formatHex(raw);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Seeded AI events of one kilobyte of JSON as nested maps: prompts, a tool call, ids, counters, hashes. */
final class NestedEvents {

    private NestedEvents() {}

    /** Events without anything sensitive. */
    static List<Map<String, Object>> clean(int count, long seed) {
        return events(count, seed, false);
    }

    /** Events with an e-mail address, a card and a key each. */
    static List<Map<String, Object>> sensitive(int count, long seed) {
        return events(count, seed, true);
    }

    private static List<Map<String, Object>> events(int count, long seed, boolean sensitive) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<Map<String, Object>> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            events.add(event(random, sensitive));
        }
        return events;
    }

    private static Map<String, Object> event(RandomGenerator random, boolean sensitive) {
        String mail = sensitive ? " write to user" + random.nextInt(9999) + "@example.org" : " write to them";
        String card = sensitive ? " paid with 4111 1111 1111 1111" : " paid in cash";
        String key = sensitive ? " key sk-ant-api03-" + Events.hex(random, 20) : " no key";
        return map(
                "event", "model_call",
                "id", Events.hex(random, 16),
                "time", "2026-05-17T09:" + (10 + random.nextInt(49)) + ":00Z",
                "identity",
                        map(
                                "user",
                                "u-" + random.nextInt(50_000),
                                "session",
                                Events.hex(random, 8),
                                "team",
                                "support-emea"),
                "model",
                        map(
                                "provider",
                                "openai",
                                "name",
                                "gpt-5.2-mini",
                                "version",
                                "2026-04-01",
                                "region",
                                "eu-central-1"),
                "messages",
                        List.of(
                                map("role", "system", "content", Events.words(random, 10)),
                                map("role", "user", "content", Events.words(random, 14) + mail + card),
                                map("role", "assistant", "content", Events.words(random, 14) + key)),
                "tool",
                        map(
                                "name",
                                "lookup_order",
                                "status",
                                "ok",
                                "arguments",
                                Events.words(random, 4),
                                "call",
                                Events.hex(random, 6)),
                "usage", map("input_tokens", (long) random.nextInt(4_000), "output_tokens", (long) random.nextInt(900)),
                "trace", map("trace_id", Events.hex(random, 16), "span_id", Events.hex(random, 8), "sampled", true));
    }

    private static Map<String, Object> map(Object... entries) {
        Map<String, Object> map = new TreeMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put((String) entries[i], entries[i + 1]);
        }
        return new java.util.LinkedHashMap<>(map);
    }
}

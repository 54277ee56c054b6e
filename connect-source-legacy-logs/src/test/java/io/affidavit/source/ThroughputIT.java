/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.source.EmbeddedServer.Database;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rows per second through {@code poll}, hashing included: 500,000 rows like LiteLLM's. Run with {@code -Plong}. */
@ExtendWith(EmbeddedServer.class)
@EnabledIfSystemProperty(named = "affidavit.long", matches = "true")
class ThroughputIT {

    private static final int ROWS = 500_000;

    @Test
    void readsHalfAMillionRows(Database database) throws Exception {
        database.execute(
                "CREATE TABLE \"LiteLLM_SpendLogs\" (request_id text PRIMARY KEY, call_type text, api_key text, spend float8, "
                        + "total_tokens int, prompt_tokens int, completion_tokens int, \"startTime\" timestamp(3) NOT NULL, "
                        + "\"endTime\" timestamp(3), model text, model_group text, custom_llm_provider text, \"user\" text, "
                        + "metadata jsonb, request_tags jsonb, team_id text, session_id text, status text, messages jsonb, response jsonb)",
                "INSERT INTO \"LiteLLM_SpendLogs\" SELECT md5(i::text)::uuid::text, 'acompletion', md5((i % 50)::text), i / 1e6, i % 4000, "
                        + "i % 3000, i % 1000, '2026-01-01'::timestamp + i * interval '1.3 s', '2026-01-01'::timestamp + i * interval '1.3 s' + interval '2 s', "
                        + "'gpt-4o', 'gpt-4o', 'openai', 'user' || i % 1000, jsonb_build_object('project', i % 10, 'policy', 'p1'), '[\"a\",\"b\"]', 't' || i % 20, "
                        + "'s' || i / 10, 'success', jsonb_build_array(jsonb_build_object('role', 'user', 'content', repeat('lorem ipsum ' || i, 12))), "
                        + "jsonb_build_object('choices', repeat('dolor sit ' || i, 14)) FROM generate_series(1, " + ROWS
                        + ") i",
                "CREATE INDEX ON \"LiteLLM_SpendLogs\" (\"startTime\", request_id)",
                "VACUUM ANALYZE \"LiteLLM_SpendLogs\"");
        Map<String, String> config = TaskHarness.config(database, "LiteLLM_SpendLogs", "startTime");
        config.put("source.preset", "litellm");
        config.put("source.window", System.getProperty("window", "12h"));
        for (int round = 0; round < 4; round++) {
            try (TaskHarness harness = new TaskHarness(config).start(1)) {
                long cpu = cpuNanos();
                long begun = System.nanoTime();
                int rows = 0;
                while (rows < ROWS) {
                    List<SourceRecord> batch = harness.pollOnce();
                    rows += batch == null ? 0 : batch.size();
                }
                double seconds = (System.nanoTime() - begun) / 1e9;
                System.out.printf(
                        "round %d: %,.0f rows/s, %.2f CPU us/row%n",
                        round, rows / seconds, (cpuNanos() - cpu) / 1e3 / rows);
                assertThat(rows).isEqualTo(ROWS);
            }
        }
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A table like LiteLLM's spend log with rows of 1 KB, ten thousand to the hour. */
final class SpendLogRows {

    static final String TABLE = "LiteLLM_SpendLogs";

    private SpendLogRows() {}

    static void create(Connection connection, int rows) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE \"" + TABLE + "\" (request_id text PRIMARY KEY, call_type text, api_key text,"
                            + " spend float8, total_tokens int, prompt_tokens int, completion_tokens int,"
                            + " \"startTime\" timestamp(3) NOT NULL, \"endTime\" timestamp(3), model text, model_group text,"
                            + " custom_llm_provider text, \"user\" text, metadata jsonb, request_tags jsonb, team_id text,"
                            + " session_id text, status text, messages jsonb, response jsonb)");
            statement.execute("INSERT INTO \"" + TABLE + "\" SELECT md5(i::text)::uuid::text, 'acompletion',"
                    + " md5((i % 50)::text), i / 1e6, i % 4000, i % 3000, i % 1000,"
                    + " '2026-01-01'::timestamp + i * interval '360 ms',"
                    + " '2026-01-01'::timestamp + i * interval '360 ms' + interval '2 s', 'gpt-5.2', 'gpt-5.2', 'openai',"
                    + " 'user' || i % 1000, jsonb_build_object('project', i % 10, 'policy', 'p1'), '[\"a\", \"b\"]',"
                    + " 't' || i % 20, 's' || i / 10, 'success',"
                    + " jsonb_build_array(jsonb_build_object('role', 'user', 'content', repeat('lorem ipsum ' || i || ' ', 17))),"
                    + " jsonb_build_object('choices', repeat('dolor sit ' || i || ' ', 19)) FROM generate_series(1, "
                    + rows + ") i");
            statement.execute("CREATE INDEX ON \"" + TABLE + "\" (\"startTime\", request_id)");
            statement.execute("VACUUM ANALYZE \"" + TABLE + "\"");
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.stack.litellm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** The table {@code LiteLLM_SpendLogs} with the indexes that LiteLLM gives it. */
public final class SpendLogTable {
    /** Its name, as LiteLLM spells it. */
    public static final String NAME = "LiteLLM_SpendLogs";

    private static final String DEFINITION = """
            CREATE TABLE "LiteLLM_SpendLogs" (
              request_id text PRIMARY KEY,
              call_type text NOT NULL,
              api_key text NOT NULL DEFAULT '',
              spend double precision NOT NULL DEFAULT 0,
              total_tokens integer NOT NULL DEFAULT 0,
              prompt_tokens integer NOT NULL DEFAULT 0,
              completion_tokens integer NOT NULL DEFAULT 0,
              "startTime" timestamp(3) NOT NULL,
              "endTime" timestamp(3) NOT NULL,
              request_duration_ms integer,
              "completionStartTime" timestamp(3),
              model text NOT NULL DEFAULT '',
              model_id text DEFAULT '',
              model_group text DEFAULT '',
              custom_llm_provider text DEFAULT '',
              api_base text DEFAULT '',
              "user" text DEFAULT '',
              metadata jsonb DEFAULT '{}',
              cache_hit text DEFAULT '',
              cache_key text DEFAULT '',
              request_tags jsonb DEFAULT '[]',
              team_id text,
              organization_id text,
              end_user text,
              requester_ip_address text,
              messages jsonb DEFAULT '{}',
              response jsonb DEFAULT '{}',
              session_id text,
              status text,
              mcp_namespaced_tool_name text,
              agent_id text,
              proxy_server_request jsonb DEFAULT '{}'
            );
            CREATE INDEX ON "LiteLLM_SpendLogs" ("startTime");
            CREATE INDEX ON "LiteLLM_SpendLogs" ("startTime", request_id);
            CREATE INDEX ON "LiteLLM_SpendLogs" (end_user);
            CREATE INDEX ON "LiteLLM_SpendLogs" (session_id);
            """;

    private SpendLogTable() {}

    /** Creates the table and its indexes. */
    public static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(DEFINITION);
        }
    }

    /**
     * Loads rows by COPY and gathers statistics, as autovacuum would.
     *
     * @return how many rows the table took
     */
    public static long load(Connection connection, Stream<SpendLog> rows) throws SQLException, IOException {
        Iterator<SpendLog> iterator = rows.iterator();
        if (!iterator.hasNext()) {
            return 0;
        }
        SpendLog first = iterator.next();
        String columns =
                first.columns().keySet().stream().map(name -> '"' + name + '"').collect(Collectors.joining(","));
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY \"" + NAME + "\" (" + columns + ") FROM STDIN");
        write(copy, first.columns());
        while (iterator.hasNext()) {
            write(copy, iterator.next().columns());
        }
        long loaded = copy.endCopy();
        try (Statement statement = connection.createStatement()) {
            statement.execute("ANALYZE \"" + NAME + "\"");
        }
        return loaded;
    }

    private static void write(CopyIn copy, Map<String, Object> columns) throws SQLException {
        String line =
                columns.values().stream().map(SpendLogTable::copyText).collect(Collectors.joining("\t", "", "\n"));
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
    }

    /** A value in COPY's text format. */
    private static String copyText(Object value) {
        return value == null
                ? "\\N"
                : value.toString()
                        .replace("\\", "\\\\")
                        .replace("\t", "\\t")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r");
    }
}

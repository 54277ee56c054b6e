/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.tags.GovHeaders;
import io.affidavit.smt.ToGovernanceEvent;
import io.affidavit.source.contract.RunningTasks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Rows of the tables that MLflow 3 and Phoenix 12 make, read by their presets, become events by their mappings. */
class PresetEventsIT {

    private static final Duration QUIET = Duration.ofSeconds(5);

    private static final String TRACES =
            "INSERT INTO trace_info (request_id, experiment_id, timestamp_ms, execution_time_ms, status, "
                    + "request_preview, response_preview) VALUES ('tr-1', 1, 1767323045123, 250, 'OK', '{\"q\": 1}', '{\"a\": 2}'), "
                    + "('tr-2', 1, 1767323045123, 40, 'ERROR', '{\"q\": 3}', NULL)";

    private static final String SPANS =
            "INSERT INTO spans (trace_id, experiment_id, span_id, parent_span_id, name, type, status, "
                    + "start_time_unix_nano, end_time_unix_nano, content) VALUES ('tr-1', 1, 'aa01', NULL, 'ask', 'CHAT_MODEL', 'OK', "
                    + "1767323045123456789, 1767323045223456789, '{\"attributes\": {\"mlflow.spanInputs\": \"{}\", \"mlflow.llm.model\": \"\\\"gpt\\\"\"}}'), "
                    + "('tr-1', 1, 'aa02', 'aa01', 'look up', 'TOOL', 'OK', 1767323045123456789, 1767323045123456999, '{\"attributes\": {}}')";

    private static final String PHOENIX =
            "INSERT INTO spans (trace_rowid, span_id, parent_id, name, span_kind, start_time, end_time, attributes, "
                    + "events, status_message, cumulative_error_count, cumulative_llm_token_count_prompt, cumulative_llm_token_count_completion) "
                    + "VALUES (1, 's1', NULL, 'chat', 'LLM', '2026-01-02 03:04:05.000000', '2026-01-02 03:04:06.000000', "
                    + "'{\"llm\": {\"model_name\": \"gpt\"}}', '[]', '', 0, 3, 4), "
                    + "(1, 's2', 's1', 'search', 'TOOL', '2026-01-02 03:04:05.500000', '2026-01-02 03:04:05.600000', '{}', '[]', '', 0, 0, 0)";

    @Nested
    class InSqlite {

        @TempDir
        private Path directory;

        @Test
        void readsMlflow() {
            SqliteFile file = new SqliteFile(directory.resolve("mlflow.db"));
            file.execute(traces("BIGINT", "VARCHAR(1000)"), spans("TEXT"));
            file.execute(indexes());
            file.execute(TRACES, SPANS);
            readsTracesAndSpans(JdbcTasks.config(file, "", ""));
        }

        @Test
        void readsPhoenix() {
            SqliteFile file = new SqliteFile(directory.resolve("phoenix.db"));
            file.execute(phoenix("INTEGER NOT NULL", "TIMESTAMP"), PHOENIX);
            readsPhoenixSpans(() ->
                    new RunningTasks(JdbcLogsSourceConnector::new, preset(JdbcTasks.config(file, "", ""), "phoenix")));
        }
    }

    @Nested
    @ExtendWith(MariaServer.class)
    class InMariaDb {

        @Test
        void readsMlflow(InnoDbDatabase database) {
            readsMlflowOfInnoDb(database);
        }
    }

    static void readsMlflowOfInnoDb(InnoDbDatabase database) {
        database.execute(traces("bigint", "varchar(1000)"), spans("longtext"));
        database.execute(indexes());
        // a backslash in a text is a mark of its own otherwise
        database.execute("SET SESSION sql_mode = 'NO_BACKSLASH_ESCAPES'", TRACES, SPANS);
        readsTracesAndSpans(JdbcTasks.config(database, "", ""));
    }

    @Nested
    @ExtendWith(EmbeddedServer.class)
    class InPostgres {

        @Test
        void readsMlflow(EmbeddedServer.Database database) {
            database.execute(traces("bigint", "varchar(1000)"), spans("text"));
            database.execute(indexes());
            database.execute(TRACES, SPANS);
            Map<String, String> config = TaskHarness.config(database, "", "");
            try (RunningTasks traces = new TaskHarness(preset(config, "mlflow"));
                    RunningTasks spans = new TaskHarness(preset(config, "mlflow-spans"))) {
                checkTraces(traces);
                checkSpans(spans);
            }
        }

        @Test
        void readsPhoenix(EmbeddedServer.Database database) {
            database.execute(phoenix("serial", "timestamptz"), PHOENIX);
            readsPhoenixSpans(() -> new TaskHarness(preset(TaskHarness.config(database, "", ""), "phoenix")));
        }
    }

    private interface Tasks {
        RunningTasks make();
    }

    private static void readsTracesAndSpans(Map<String, String> config) {
        try (RunningTasks traces = JdbcTasks.of(preset(config, "mlflow"));
                RunningTasks spans = JdbcTasks.of(preset(config, "mlflow-spans"))) {
            checkTraces(traces);
            checkSpans(spans);
        }
    }

    private static void checkTraces(RunningTasks tasks) {
        List<Struct> events = events(tasks, "mlflow-traces", "mlflow@1");
        assertThat(tasks.keys()).containsExactly("tr-1", "tr-2");
        assertThat(GovHeaders.text(tasks.delivered().get(0).headers(), GovHeaders.SOURCE_POSITION))
                .isEqualTo("2026-01-02T03:04:05.123000Z");
        assertThat(events).allMatch(event -> event.getString("category").equals("agent_step"));
        assertThat(events.get(1).getStruct("operational").getString("status")).isEqualTo("error");
    }

    private static void checkSpans(RunningTasks tasks) {
        List<Struct> events = events(tasks, "mlflow-spans", "mlflow-spans@1");
        assertThat(tasks.keys()).containsExactly("[\"tr-1\",\"aa01\"]", "[\"tr-1\",\"aa02\"]");
        assertThat(GovHeaders.text(tasks.delivered().get(0).headers(), GovHeaders.SOURCE_POSITION))
                .isEqualTo("1767323045123456789");
        assertThat(events).extracting(event -> event.getString("category")).containsExactly("model_call", "tool_call");
        assertThat(events.get(0).getStruct("model").getString("request_model")).isEqualTo("gpt");
        // And goes on after the last of a tie
        assertThat(tasks.start(2).drain(Duration.ofSeconds(1))).isEmpty();
    }

    private static void readsPhoenixSpans(Tasks maker) {
        try (RunningTasks tasks = maker.make()) {
            List<Struct> events = events(tasks, "phoenix-spans", "phoenix@1");
            assertThat(tasks.keys()).containsExactly("1", "2");
            assertThat(events)
                    .extracting(event -> event.getString("category"))
                    .containsExactly("model_call", "tool_call");
            assertThat(events.get(0).getStruct("model").getString("request_model"))
                    .isEqualTo("gpt");
        }
    }

    private static List<Struct> events(RunningTasks tasks, String mapping, String columns) {
        List<SourceRecord> rows = tasks.start(1).pollUntil(records -> records.size() == 2, QUIET);
        assertThat(rows).hasSize(2);
        assertThat(tasks.offsets().values())
                .allMatch(offset -> offset.get("columns").equals(columns));
        try (ToGovernanceEvent<SourceRecord> transform = new ToGovernanceEvent<>()) {
            transform.configure(Map.of("mapping", mapping));
            return rows.stream()
                    .map(transform::apply)
                    .peek(event -> assertThat(GovHeaders.has(event.headers(), GovHeaders.REJECT_RULE))
                            .as(String.valueOf(GovHeaders.text(event.headers(), GovHeaders.REJECT_RULE)))
                            .isFalse())
                    .map(event -> (Struct) event.value())
                    .toList();
        }
    }

    private static Map<String, String> preset(Map<String, String> config, String preset) {
        Map<String, String> copy = new HashMap<>(config);
        copy.remove("source.table");
        copy.remove("source.cursor.column");
        copy.put("source.preset", preset);
        return copy;
    }

    private static String traces(String number, String text) {
        return "CREATE TABLE trace_info (request_id VARCHAR(50) NOT NULL, experiment_id INTEGER NOT NULL, timestamp_ms "
                + number + " NOT NULL, execution_time_ms " + number
                + ", status VARCHAR(50) NOT NULL, client_request_id VARCHAR(50), request_preview " + text
                + ", response_preview " + text + ", CONSTRAINT trace_info_pk PRIMARY KEY (request_id))";
    }

    private static String spans(String text) {
        return "CREATE TABLE spans (trace_id VARCHAR(50) NOT NULL, experiment_id INTEGER NOT NULL, span_id VARCHAR(50) NOT NULL, "
                + "parent_span_id VARCHAR(50), name TEXT, type VARCHAR(500), status VARCHAR(50) NOT NULL, start_time_unix_nano BIGINT NOT NULL, "
                + "end_time_unix_nano BIGINT, duration_ns BIGINT GENERATED ALWAYS AS (end_time_unix_nano - start_time_unix_nano) STORED, content "
                + text + " NOT NULL, CONSTRAINT spans_pk PRIMARY KEY (trace_id, span_id))";
    }

    private static String[] indexes() {
        return new String[] {
            "CREATE INDEX affidavit_traces ON trace_info (timestamp_ms, request_id)",
            "CREATE INDEX affidavit_spans ON spans (start_time_unix_nano, trace_id, span_id)"
        };
    }

    private static String phoenix(String id, String time) {
        return "CREATE TABLE spans (id " + id
                + ", trace_rowid INTEGER NOT NULL, span_id VARCHAR NOT NULL UNIQUE, parent_id VARCHAR, "
                + "name VARCHAR NOT NULL, span_kind VARCHAR NOT NULL, start_time " + time + " NOT NULL, end_time "
                + time
                + " NOT NULL, attributes JSONB NOT NULL, events JSONB NOT NULL, status_code VARCHAR NOT NULL DEFAULT 'UNSET', "
                + "status_message VARCHAR NOT NULL, cumulative_error_count INTEGER NOT NULL, cumulative_llm_token_count_prompt INTEGER NOT NULL, "
                + "cumulative_llm_token_count_completion INTEGER NOT NULL, llm_token_count_prompt INTEGER, llm_token_count_completion INTEGER, "
                + "CONSTRAINT pk_spans PRIMARY KEY (id))";
    }
}

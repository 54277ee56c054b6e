/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.it.support.CommandLine;
import io.affidavit.it.support.Pipeline;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import io.affidavit.stack.litellm.SpendLogGenerator;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rows that give several events, through a killed worker into the archive, by our own converter on both ends. */
@Tag("chaos")
@ExtendWith(StackExtension.class)
class EventsOfARowIT {

    private static final String CONVERTER = "io.affidavit.smt.GovernedJsonConverter";
    private static final int ROWS = 3_000;
    private static final Duration LIMIT = Duration.ofMinutes(4);
    /** Two tool calls in every row whose tokens are a multiple of three. */
    private static final String ASK_FOR_TOOLS = "UPDATE \"LiteLLM_SpendLogs\" SET metadata = '{}', response = "
            + "'{\"choices\":[{\"message\":{\"tool_calls\":["
            + "{\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"track\",\"arguments\":\"{}\"}},"
            + "{\"id\":\"call_2\",\"type\":\"function\",\"function\":{\"name\":\"mail\",\"arguments\":\"{}\"}}]}}]}'::jsonb"
            + " WHERE total_tokens % 3 = 0";

    private static final String COUNT_ASKING = "SELECT count(*) FROM \"LiteLLM_SpendLogs\" WHERE total_tokens % 3 = 0";

    @Test
    void archivesEveryEventOnceAndReconcilesByRow(TestStack stack) throws SQLException {
        Instant end = Clock.systemUTC().instant().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
        SpendLogGenerator generator = new SpendLogGenerator(5, ROWS, end, Duration.ofHours(6));
        try (Pipeline pipeline = new Pipeline(stack, "severalevents").createLogTable()) {
            // Given rows of which some ask for two tools, handed over for four events each
            pipeline.load(generator.stream());
            execute(pipeline, "UPDATE \"LiteLLM_SpendLogs\" SET response = '{}', metadata = '{}'");
            execute(pipeline, ASK_FOR_TOOLS);
            Map<String, String> source = pipeline.sourceConfig();
            source.put("source.events.per.row", "4");
            source.put("source.page.rows", "100");
            Map<String, String> sink = pipeline.sinkConfig();
            source.put("value.converter", CONVERTER);
            sink.put("value.converter", CONVERTER);
            pipeline.startSink(sink);
            pipeline.startSource(source);

            // When the worker is killed while rows are on their way
            pipeline.awaitArchived(ROWS / 4, LIMIT);
            stack.worker().kill();
            stack.worker().start();
            long asking = count(pipeline, COUNT_ASKING);
            long events = ROWS + 2 * asking;
            pipeline.awaitArchived(events, LIMIT);

            // Then
            assertThat(asking).isBetween(ROWS / 5L, ROWS / 2L);
            assertThat(stack.topics().count(pipeline.topic())).isEqualTo(events);
            assertThat(pipeline.archive()
                            .query("SELECT count(*), count(DISTINCT event_id), count(DISTINCT entity_id) FROM TABLE")
                            .get(0))
                    .containsExactly(Long.toString(events), Long.toString(events), Integer.toString(ROWS));
            assertThat(pipeline.archive()
                            .query("SELECT decision.tool_name, count(*) FROM TABLE"
                                    + " WHERE decision.tool_call_id IS NOT NULL GROUP BY 1 ORDER BY 1"))
                    .containsExactly(List.of("mail", Long.toString(asking)), List.of("track", Long.toString(asking)));
            assertThat(pipeline.reconcile())
                    .returns(0, CommandLine.Outcome::code)
                    .extracting(CommandLine.Outcome::output)
                    .asString()
                    .contains("MATCH");
            assertThat(pipeline.verify(pipeline.trustedKeys()).code()).isZero();
        }
    }

    private static void execute(Pipeline pipeline, String sql) throws SQLException {
        try (Connection connection = pipeline.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long count(Pipeline pipeline, String sql) throws SQLException {
        try (Connection connection = pipeline.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}

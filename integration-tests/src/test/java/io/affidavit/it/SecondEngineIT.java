/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.it.support.Pipeline;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import io.affidavit.stack.litellm.SpendLogGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
class SecondEngineIT {
    private static final int ROWS = 1_200;

    @Test
    void duckDbReadsWhatTheSinkWrote(TestStack stack) {
        // Given
        SpendLogGenerator generator = new SpendLogGenerator(
                11, ROWS, Clock.systemUTC().instant().minus(1, ChronoUnit.HOURS), Duration.ofHours(30));
        try (Pipeline pipeline = new Pipeline(stack, "engine").createLogTable()) {
            pipeline.load(generator.stream());
            pipeline.start();
            pipeline.awaitArchived(ROWS, Duration.ofMinutes(3));

            // When
            List<List<String>> classes =
                    pipeline.archive().query("SELECT retention_class, count(*) FROM TABLE GROUP BY 1 ORDER BY 1");
            List<List<String>> held = pipeline.archive()
                    .query("SELECT DISTINCT custody, lifecycle.legal_hold_ids[1] FROM TABLE WHERE custody = 'hold'");

            // Then
            assertThat(classes).containsExactlyElementsOf(expectedClasses(generator));
            assertThat(held).containsExactly(List.of("hold", SpendLogGenerator.MATTER));
            assertThat(pipeline.archive().number("SELECT count(*) FROM TABLE WHERE custody = 'hold'"))
                    .isEqualTo(3);
            assertThat(pipeline.archive()
                            .number("SELECT count(*) FROM TABLE WHERE event_time <> "
                                    + "make_timestamptz(CAST(event_time_ns / 1000 AS BIGINT))"))
                    .isZero();
            assertThat(pipeline.archive().number("SELECT sum(usage.input_tokens) FROM TABLE"))
                    .isEqualTo(generator.stream()
                            .mapToLong(row -> (int) row.columns().get("prompt_tokens"))
                            .sum());
        }
    }

    private static List<List<String>> expectedClasses(SpendLogGenerator generator) {
        return List.of("audit-7y", "short-30d", "standard-1y").stream()
                .map(name -> List.of(
                        name,
                        Long.toString(generator.stream()
                                .filter(row -> row.columns()
                                        .get("request_tags")
                                        .toString()
                                        .contains("retention:" + name))
                                .count())))
                .toList();
    }
}

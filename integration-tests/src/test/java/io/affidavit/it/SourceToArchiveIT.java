/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.affidavit.it.support.CommandLine;
import io.affidavit.it.support.Pipeline;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import io.affidavit.stack.litellm.SpendLog;
import io.affidavit.stack.litellm.SpendLogGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("chaos")
@ExtendWith(StackExtension.class)
class SourceToArchiveIT {
    private static final boolean LONG = Boolean.getBoolean("affidavit.long");
    private static final int KILLS = LONG ? 20 : 3;
    private static final int ROWS_PER_KILL = 4_000;

    @Test
    void losesAndRepeatsNothingThroughKillsOfWorkerAndBroker(TestStack stack) {
        assumeThat(System.getProperty("kafka", "process"))
                .as("a broker that can be killed")
                .isNotEqualTo("embedded");

        // Given
        int rows = KILLS * ROWS_PER_KILL;
        Instant end = Clock.systemUTC().instant().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
        SpendLogGenerator generator = new SpendLogGenerator(42, rows, end, Duration.ofHours(12));
        try (Pipeline pipeline = new Pipeline(stack, "kills").createLogTable()) {
            pipeline.load(portion(generator, 0));
            pipeline.start();

            // When
            SplittableRandom random = new SplittableRandom(7);
            for (int kill = 0; kill < KILLS; kill++) {
                // somewhere within the portion that is on its way
                long there = (long) kill * ROWS_PER_KILL + random.nextInt(1, ROWS_PER_KILL / 2);
                pipeline.awaitArchived(there, Duration.ofMinutes(4));
                crash(stack, kill);
                if (kill + 1 < KILLS) {
                    pipeline.load(portion(generator, kill + 1));
                }
            }
            pipeline.awaitArchived(rows, Duration.ofMinutes(5));

            // Then
            long events = stack.topics().count(pipeline.topic());
            List<String> counted = pipeline.archive()
                    .query("SELECT count(*), count(DISTINCT event_id), count(DISTINCT (_kafka.topic, "
                            + "_kafka.\"partition\", _kafka.\"offset\")) FROM TABLE")
                    .get(0);
            System.out.printf(
                    Locale.ROOT,
                    "%d kills, %d rows: %d records in the topic; rows, events, coordinates in the archive: %s%n",
                    KILLS,
                    rows,
                    events,
                    counted);
            String all = Integer.toString(rows);
            assertThat(events).isEqualTo(rows);
            assertThat(counted).containsExactly(all, all, all);
            assertThat(pipeline.archive().rows()).isEqualTo(rows);
            assertThat(pipeline.archive().query("SELECT source.key FROM TABLE ORDER BY 1").stream()
                            .map(row -> row.get(0)))
                    .containsExactlyElementsOf(
                            generator.stream().map(SpendLog::requestId).sorted().toList());
            assertThat(pipeline.reconcile())
                    .returns(0, CommandLine.Outcome::code)
                    .extracting(CommandLine.Outcome::output)
                    .asString()
                    .contains("MATCH");
            assertThat(pipeline.verify(pipeline.trustedKeys()).code()).isZero();
            assertThat(stack.rest().status(pipeline.source()).runs(1)).isTrue();
            assertThat(stack.rest().status(pipeline.sink()).runs(1)).isTrue();
        }
    }

    private static void crash(TestStack stack, int kill) {
        switch (kill % 3) {
            case 0 -> {
                stack.worker().kill();
                stack.worker().start();
            }
            case 1 -> {
                stack.broker().kill();
                stack.broker().start();
            }
            default -> {
                stack.worker().kill();
                stack.broker().kill();
                stack.broker().start();
                stack.worker().start();
            }
        }
    }

    private static Stream<SpendLog> portion(SpendLogGenerator generator, int number) {
        return Stream.iterate(number * ROWS_PER_KILL, index -> index + 1)
                .limit(ROWS_PER_KILL)
                .map(generator::row);
    }
}

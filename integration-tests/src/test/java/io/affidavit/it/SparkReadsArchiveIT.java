/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.it.support.Pipeline;
import io.affidavit.it.support.Spark;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import io.affidavit.stack.litellm.SpendLogGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** Spark opens the archive through the catalog, by its own Iceberg, and counts what is there. */
@Tag("component")
@ExtendWith(StackExtension.class)
@EnabledIfSystemProperty(named = Spark.JARS, matches = ".+")
class SparkReadsArchiveIT {
    private static final int ROWS = 1_000;

    @Test
    void readsTheTableThroughItsCatalog(TestStack stack) {
        // Given
        SpendLogGenerator generator = new SpendLogGenerator(
                23, ROWS, Clock.systemUTC().instant().minus(1, ChronoUnit.HOURS), Duration.ofHours(30));
        try (Pipeline pipeline = new Pipeline(stack, "spark").createLogTable()) {
            pipeline.load(generator.stream());
            pipeline.start();
            pipeline.awaitArchived(ROWS, Duration.ofMinutes(3));

            // When
            List<String> rows = new Spark(pipeline.archiveDirectory())
                    .query(
                            "SELECT count(*), count(DISTINCT event_id) FROM iceberg." + Pipeline.TABLE,
                            "SELECT count(*) FROM iceberg." + Pipeline.TABLE
                                    + " WHERE custody = 'hold' AND array_contains(lifecycle.legal_hold_ids, '"
                                    + SpendLogGenerator.MATTER + "')",
                            "SELECT sum(record_count) FROM iceberg." + Pipeline.TABLE + ".files");

            // Then
            long held = pipeline.archive().number("SELECT count(*) FROM TABLE WHERE custody = 'hold'");
            assertThat(held).isPositive();
            assertThat(rows).containsExactly(ROWS + "|" + ROWS, Long.toString(held), Integer.toString(ROWS));
        }
    }
}

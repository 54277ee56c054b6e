/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.it.support.CommandLine.Outcome;
import io.affidavit.it.support.Pipeline;
import io.affidavit.it.support.Spark;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import io.affidavit.stack.litellm.SpendLogGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** What Spark compacts holds the attested rows, and is adopted; what it deletes a row from is not. */
@Tag("component")
@ExtendWith(StackExtension.class)
@EnabledIfSystemProperty(named = Spark.JARS, matches = ".+")
class SparkAdoptIT {

    private static final int ROWS = 600;
    private static final String EVENTS = "iceberg." + Pipeline.TABLE;

    @Test
    void adoptsWhatSparkCompactsAndNothingElse(TestStack stack) {
        // Given an archive of some days
        SpendLogGenerator generator = new SpendLogGenerator(
                31, ROWS, Clock.systemUTC().instant().minus(60, ChronoUnit.HOURS), Duration.ofHours(50));
        try (Pipeline pipeline = new Pipeline(stack, "spark-adopt").createLogTable()) {
            pipeline.load(generator.stream());
            pipeline.start();
            pipeline.awaitArchived(ROWS, Duration.ofMinutes(3));
            stack.rest().delete(pipeline.sink());
            Spark spark = new Spark(pipeline.archiveDirectory());

            // When Spark rewrites every file
            assertThat(spark.query("!CALL iceberg.system.rewrite_data_files(table => '" + Pipeline.TABLE
                            + "', options => map('rewrite-all', 'true'))"))
                    .singleElement()
                    .satisfies(answer -> assertThat(answer).startsWith("DONE"));

            // Then verification says so, until it is adopted
            assertThat(pipeline.verify(pipeline.trustedKeys()).output()).contains("unattested-rewrite");
            Outcome adopted = adopt(stack, pipeline);
            assertThat(adopted.code()).as(adopted.output()).isZero();
            assertThat(adopted.output()).contains("OK: every rewrite is adopted.");
            Outcome verified = pipeline.verify(pipeline.trustedKeys());
            assertThat(verified.code()).as(verified.output()).isZero();

            // When Spark rewrites the files of one row without it
            String first = spark.query("SELECT min(event_id) FROM " + EVENTS).get(0);
            assertThat(spark.query("!DELETE FROM " + EVENTS + " WHERE event_id = '" + first + "'"))
                    .singleElement()
                    .satisfies(answer -> assertThat(answer).startsWith("DONE"));

            // Then nothing is adopted
            Outcome refused = adopt(stack, pipeline);
            assertThat(refused.code()).as(refused.output()).isEqualTo(1);
            assertThat(refused.output()).contains("1 attested rows are in none of the new files");
            assertThat(pipeline.verify(pipeline.trustedKeys()).code()).isEqualTo(1);
        }
    }

    private static Outcome adopt(TestStack stack, Pipeline pipeline) {
        List<String> arguments = new ArrayList<>(List.of("adopt"));
        arguments.addAll(pipeline.tableOptions());
        arguments.addAll(List.of("--key", pipeline.signingKey().toString()));
        return stack.affidavit().run(arguments);
    }
}

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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** Another engine's maintenance meets a legal hold: Spark's own procedures, told to remove whatever they can. */
@Tag("component")
@ExtendWith(StackExtension.class)
@EnabledIfSystemProperty(named = Spark.JARS, matches = ".+")
class SparkAgainstHoldsIT {

    private static final int ROWS = 600;
    private static final String HELD = " WHERE event_time < TIMESTAMP '%s'";
    private static final String EVENTS = "iceberg." + Pipeline.TABLE;
    private static final String BRANCH = " VERSION AS OF 'hold-case-7'";

    @Test
    void leavesHeldRecordsReadableAndProvable(TestStack stack) throws IOException {
        // Given an archive of some days, whose first day is held
        Instant now = Clock.systemUTC().instant();
        SpendLogGenerator generator =
                new SpendLogGenerator(29, ROWS, now.minus(60, ChronoUnit.HOURS), Duration.ofHours(50));
        try (Pipeline pipeline = new Pipeline(stack, "spark-holds").createLogTable()) {
            pipeline.load(generator.stream());
            pipeline.start();
            pipeline.awaitArchived(ROWS, Duration.ofMinutes(3));
            stack.rest().delete(pipeline.sink());
            String until = now.minus(2, ChronoUnit.DAYS)
                    .truncatedTo(ChronoUnit.SECONDS)
                    .toString();
            hold(stack, pipeline, until);
            Spark spark = new Spark(pipeline.archiveDirectory());
            String count = "SELECT count(*), count(DISTINCT event_id) FROM " + EVENTS + BRANCH + HELD.formatted(until);
            List<String> before = spark.query(count);
            makeFilesLookOld(pipeline.archiveDirectory());

            // When Spark is asked for its maintenance as the table stands
            List<String> refused = spark.query(
                    "!CALL iceberg.system.expire_snapshots(table => '" + Pipeline.TABLE + "', older_than => TIMESTAMP '"
                            + Instant.now() + "', retain_last => 1)",
                    "!CALL iceberg.system.remove_orphan_files(table => '" + Pipeline.TABLE + "')");

            // Then both are refused
            assertThat(refused)
                    .hasSize(2)
                    .allMatch(answer -> answer.startsWith("REFUSED ") && answer.contains("GC is disabled"));

            // When somebody takes the guard away, rewrites, deletes and cleans up as far as Spark goes
            List<String> done = spark.query(
                    "!ALTER TABLE " + EVENTS + " SET TBLPROPERTIES ('gc.enabled' = 'true')",
                    "!CALL iceberg.system.rewrite_data_files(table => '" + Pipeline.TABLE
                            + "', options => map('rewrite-all', 'true'))",
                    "!DELETE FROM " + EVENTS,
                    "!CALL iceberg.system.expire_snapshots(table => '" + Pipeline.TABLE + "', older_than => TIMESTAMP '"
                            + Instant.now().plusSeconds(60) + "', retain_last => 1)",
                    "!CALL iceberg.system.remove_orphan_files(table => '" + Pipeline.TABLE + "')");

            // Then the table is empty, and every held record is where it was, with its proof
            assertThat(done).hasSize(5).allMatch(answer -> answer.startsWith("DONE"));
            assertThat(spark.query("SELECT count(*) FROM " + EVENTS)).containsExactly("0");
            assertThat(spark.query(count)).isEqualTo(before);
            long held = Long.parseLong(before.get(0).substring(0, before.get(0).indexOf('|')));
            assertThat(held).isPositive();
            assertExports(stack, pipeline, held);
        }
    }

    private static void hold(TestStack stack, Pipeline pipeline, String until) {
        List<String> arguments = new ArrayList<>(List.of("hold", "place"));
        arguments.addAll(pipeline.tableOptions());
        arguments.addAll(List.of(
                "--id", "case-7",
                "--matter", "4711/26",
                "--reason", "litigation",
                "--by", "counsel",
                "--key", pipeline.signingKey().toString(),
                "--where", "event_time < '" + until + "'"));
        Outcome placed = stack.affidavit().run(arguments);
        assertThat(placed.code()).as(placed.output()).isZero();
    }

    private static void assertExports(TestStack stack, Pipeline pipeline, long held) {
        Path folder = pipeline.archiveDirectory().resolveSibling("case-7");
        List<String> arguments = new ArrayList<>(List.of("hold", "export"));
        arguments.addAll(pipeline.tableOptions());
        arguments.addAll(List.of("--id", "case-7", "--to", folder.toString()));
        Outcome exported = stack.affidavit().run(arguments);
        assertThat(exported.code()).as(exported.output()).isZero();
        Outcome checked = stack.affidavit()
                .run(List.of(
                        "hold",
                        "check",
                        folder.toString(),
                        "--trust",
                        pipeline.trustedKeys().toString()));
        assertThat(checked.code()).as(checked.output()).isZero();
        assertThat(folder.resolve("records.jsonl")).content().hasLineCount((int) held);
    }

    /** Orphans younger than some days are spared. */
    private static void makeFilesLookOld(Path directory) throws IOException {
        FileTime old = FileTime.from(Clock.systemUTC().instant().minus(30, ChronoUnit.DAYS));
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, old);
            }
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.affidavit.it.support.CommandLine.Outcome;
import io.affidavit.it.support.Pipeline;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import io.affidavit.stack.litellm.SpendLogGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A migration from its first check to the end of the old path and back, with the packaged command and a real worker. */
@Tag("chaos")
@ExtendWith(StackExtension.class)
class CutoverIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ROWS = 300;

    @TempDir
    Path directory;

    @Test
    void goesStepByStepAndBack(TestStack stack) throws IOException {
        try (Pipeline pipeline = new Pipeline(stack, "cutover").createLogTable()) {
            // Given a log table whose rows have arrived, live producers that send the same events, and a plan
            pipeline.load(new SpendLogGenerator(
                            5, ROWS, Clock.systemUTC().instant().minus(1, ChronoUnit.HOURS), Duration.ofHours(30))
                    .stream());
            pipeline.start();
            pipeline.awaitArchived(ROWS, Duration.ofMinutes(2));
            List<ProducerRecord<byte[], byte[]>> live = liveEvents(pipeline, "cutover-live");
            stack.topics().create("cutover-live", 1);
            stack.topics().send(live.subList(1, live.size()));
            Path plan = plan(stack, pipeline);

            // Then nothing moves before there are clean checks
            assertThat(cutover(pipeline, plan, List.of("advance", "--by", "ann")))
                    .returns(1, Outcome::code)
                    .extracting(Outcome::output)
                    .asString()
                    .contains("NOT YET", "clean checks in a row");
            assertThat(check(pipeline, plan)).returns(0, Outcome::code);
            assertThat(check(pipeline, plan)).returns(0, Outcome::code);
            assertThat(cutover(pipeline, plan, List.of("advance", "--by", "ann")))
                    .returns(0, Outcome::code)
                    .extracting(Outcome::output)
                    .asString()
                    .contains("is at dual");

            // And readers do not move while an event came one way only, which is named
            assertThat(check(pipeline, plan, "--live-topic", "cutover-live", "--migrated-topic", pipeline.topic()))
                    .returns(0, Outcome::code);
            assertThat(check(pipeline, plan, "--live-topic", "cutover-live", "--migrated-topic", pipeline.topic()))
                    .returns(0, Outcome::code);
            assertThat(cutover(pipeline, plan, List.of("advance", "--by", "ann")))
                    .returns(1, Outcome::code)
                    .extracting(Outcome::output)
                    .asString()
                    .contains("keys that came live and migrated");
            assertThat(stack.affidavit()
                            .run(List.of(
                                    "pair",
                                    "--bootstrap",
                                    stack.broker().bootstrapServers(),
                                    "--live-topic",
                                    "cutover-live",
                                    "--migrated-topic",
                                    pipeline.topic())))
                    .returns(1, Outcome::code)
                    .extracting(Outcome::output)
                    .asString()
                    .contains("migrated only", naturalKey(live.get(0)));

            // But they do once it came, and the old path ends after a drill
            stack.topics().send(live.subList(0, 1));
            assertThat(check(pipeline, plan, "--live-topic", "cutover-live", "--migrated-topic", pipeline.topic()))
                    .returns(0, Outcome::code);
            assertThat(cutover(pipeline, plan, List.of("advance", "--by", "ann")))
                    .returns(0, Outcome::code);
            assertThat(check(pipeline, plan, "--live-topic", "cutover-live", "--migrated-topic", pipeline.topic()))
                    .returns(0, Outcome::code);
            assertThat(check(pipeline, plan, "--live-topic", "cutover-live", "--migrated-topic", pipeline.topic()))
                    .returns(0, Outcome::code);
            assertThat(cutover(pipeline, plan, List.of("advance", "--by", "ann")))
                    .returns(1, Outcome::code)
                    .extracting(Outcome::output)
                    .asString()
                    .contains("last rollback drill");
            assertThat(compared(pipeline, plan, List.of("drill", "--by", "ann", "--settle", "1")))
                    .returns(0, Outcome::code)
                    .extracting(Outcome::output)
                    .asString()
                    .contains("PASSED", "offsets kept; nothing lost or repeated");
            assertThat(cutover(pipeline, plan, List.of("advance", "--by", "ann")))
                    .returns(0, Outcome::code);
            assertThat(stack.rest().status(pipeline.source()).state()).isEqualTo("STOPPED");
            assertThat(cutover(pipeline, plan, List.of("status")))
                    .returns(0, Outcome::code)
                    .extracting(Outcome::output)
                    .asString()
                    .contains("is at old-off since");

            // And back again
            assertThat(cutover(pipeline, plan, List.of("rollback", "--by", "bob", "--reason", "exercise")))
                    .returns(0, Outcome::code);
            assertThat(stack.rest().status(pipeline.source()).state()).isEqualTo("RUNNING");
            assertThat(cutover(pipeline, plan, List.of("status")).output()).contains("is at read-new since");
        }
    }

    private static Outcome check(Pipeline pipeline, Path plan, String... more) {
        List<String> arguments = new ArrayList<>(List.of("check"));
        arguments.addAll(List.of(more));
        return compared(pipeline, plan, arguments);
    }

    /** Runs a command that compares the three places. */
    private static Outcome compared(Pipeline pipeline, Path plan, List<String> arguments) {
        List<String> all = new ArrayList<>(List.of("cutover"));
        all.addAll(arguments);
        all.addAll(List.of("--plan", plan.toString()));
        all.addAll(pipeline.reconcileOptions());
        return pipeline.affidavit(all);
    }

    private static Outcome cutover(Pipeline pipeline, Path plan, List<String> arguments) {
        List<String> all = new ArrayList<>(List.of("cutover"));
        all.addAll(arguments);
        all.addAll(List.of("--plan", plan.toString(), "--bootstrap", pipeline.bootstrapServers()));
        return pipeline.affidavit(all);
    }

    private Path plan(TestStack stack, Pipeline pipeline) throws IOException {
        return Files.writeString(
                directory.resolve("plan.properties"),
                String.join(
                        "\n",
                        "cutover.name=litellm",
                        "cutover.connect.url=" + stack.worker().uri(),
                        "cutover.connector=" + pipeline.source(),
                        "cutover.clean.apart=1ms",
                        "cutover.journal.topic=cutover-journal"));
    }

    /** The migrated events as live producers would send them. */
    private static List<ProducerRecord<byte[], byte[]>> liveEvents(Pipeline pipeline, String topic) throws IOException {
        List<ProducerRecord<byte[], byte[]>> live = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : pipeline.governed()) {
            ObjectNode event = (ObjectNode) JSON.readTree(record.value());
            ((ObjectNode) event.path("source")).put("migrated", false);
            live.add(new ProducerRecord<>(topic, record.key(), JSON.writeValueAsBytes(event)));
        }
        return live;
    }

    private static String naturalKey(ProducerRecord<byte[], byte[]> record) throws IOException {
        return JSON.readTree(new String(record.value(), StandardCharsets.UTF_8))
                .path("operational")
                .path("response_id")
                .asText();
    }
}

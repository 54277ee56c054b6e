/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.affidavit.it.support.Archive;
import io.affidavit.it.support.Pipeline;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import io.affidavit.stack.litellm.SpendLog;
import io.affidavit.stack.litellm.SpendLogGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Plants personal data and secrets in a log table and looks for them everywhere afterwards. */
@ExtendWith(StackExtension.class)
class CanaryIT {
    private static final int ROWS = 600;

    @Test
    void nothingPlantedShowsAnywhere(TestStack stack) throws IOException {
        // Given
        SpendLogGenerator generator = new SpendLogGenerator(
                3, ROWS, Clock.systemUTC().instant().minus(1, ChronoUnit.HOURS), Duration.ofHours(3));
        Set<String> planted = new HashSet<>();
        generator.stream().map(SpendLog::planted).forEach(planted::addAll);
        try (Pipeline pipeline = new Pipeline(stack, "canary").createLogTable();
                Archive quarantine = new Archive(pipeline.archiveDirectory(), Pipeline.TABLE + "_quarantine")) {
            pipeline.load(generator.stream());
            stack.topics().create(pipeline.quarantineTopic(), 1);

            // When: large rows go to the quarantine by reference, the others to the archive
            Map<String, String> source = pipeline.sourceConfig();
            source.put("record.max.bytes", "3000");
            pipeline.startSink(pipeline.sinkConfig());
            pipeline.startSource(source);
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> pipeline.archive().rows()
                                    + stack.topics()
                                            .read(pipeline.quarantineTopic())
                                            .size()
                            >= ROWS);

            // Then
            List<String> leaks = new ArrayList<>();
            look(leaks, planted, "topic", stack.topics().read(pipeline.topic()));
            look(leaks, planted, "quarantine topic", stack.topics().read(pipeline.quarantineTopic()));
            look(
                    leaks,
                    planted,
                    "archive",
                    pipeline.archive().query("SELECT to_json(t) FROM TABLE t").toString());
            look(
                    leaks,
                    planted,
                    "quarantine table",
                    quarantine.rows() == 0
                            ? ""
                            : quarantine.query("SELECT to_json(t) FROM TABLE t").toString());
            look(leaks, planted, "source status", stack.rest().statusText(pipeline.source()));
            look(leaks, planted, "sink status", stack.rest().statusText(pipeline.sink()));
            look(leaks, planted, "worker log", Files.readString(stack.worker().log()));
            assertThat(stack.topics().read(pipeline.quarantineTopic())).isNotEmpty();
            assertThat(leaksOfTheTableItself(planted, generator)).isNotEmpty();
            assertThat(leaks).isEmpty();
        }
    }

    /** The search finds what is there: a control. */
    private static List<String> leaksOfTheTableItself(Set<String> planted, SpendLogGenerator generator) {
        List<String> leaks = new ArrayList<>();
        look(leaks, planted, "log table", generator.row(0).columns().toString());
        return leaks;
    }

    private static void look(
            List<String> leaks, Set<String> planted, String place, List<ConsumerRecord<byte[], byte[]>> records) {
        StringBuilder text = new StringBuilder();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            append(text, record.key());
            append(text, record.value());
            for (Header header : record.headers()) {
                text.append(header.key());
                append(text, header.value());
            }
        }
        look(leaks, planted, place, text.toString());
    }

    /** Notes the first leak of each place with its kind, not each of thousands. */
    private static void look(List<String> leaks, Set<String> planted, String place, String text) {
        List<String> found = planted.stream().filter(text::contains).sorted().toList();
        if (!found.isEmpty()) {
            leaks.add(place + " holds " + found.size() + " planted values, such as " + found.get(0));
        }
    }

    private static void append(StringBuilder text, byte[] bytes) {
        if (bytes != null) {
            text.append(new String(bytes, UTF_8)).append('\n');
        }
    }
}

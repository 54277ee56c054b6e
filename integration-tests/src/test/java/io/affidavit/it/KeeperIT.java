/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.affidavit.it.support.CommandLine.Outcome;
import io.affidavit.it.support.Pipeline;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import io.affidavit.stack.ConnectWorkerProcess;
import io.affidavit.stack.litellm.SpendLogGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The keeper in a real worker that is killed amid its work. */
@Tag("chaos")
@ExtendWith(StackExtension.class)
class KeeperIT {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int ROWS = 1_000;
    private static final String PAST = "retention_class = 'short-30d' AND custody = 'std'";

    @TempDir
    Path directory;

    @ParameterizedTest(name = "exactly.once.source.support={0}")
    @ValueSource(strings = {"enabled", "disabled"})
    void expiresAndForwardsThroughCrashes(String support, TestStack stack) throws IOException {
        try (Pipeline pipeline = new Pipeline(stack, "keeper" + support).createLogTable()) {
            // Given records of which some are past their term, and some of those held
            archive(stack, pipeline);
            long past = pipeline.archive().number("SELECT count(*) FROM TABLE WHERE " + PAST);
            assertThat(past).isPositive();
            String topic = pipeline.topic() + ".control";
            try (ConnectWorkerProcess worker = worker(stack, pipeline, support)) {
                // When the keeper's worker is killed once statements are forwarded, and once something has expired
                worker.rest().put("keeper", keeper(pipeline, topic));
                awaitKinds(stack, topic, Set.of("commit"));
                worker.kill();
                worker.start();
                awaitKinds(stack, topic, Set.of("commit", "change"));
                worker.kill();
                worker.start();
                awaitKinds(stack, topic, Set.of("commit", "change", "completion"));

                // Then every statement is on the topic, in order, and each time it is the same
                Map<String, Set<String>> values = new LinkedHashMap<>();
                List<ConsumerRecord<byte[], byte[]>> records = statements(stack, topic);
                records.forEach(statement -> values.computeIfAbsent(key(statement), key -> new LinkedHashSet<>())
                        .add(new String(statement.value(), UTF_8)));
                assertThat(values.keySet())
                        .containsExactly(LongStream.rangeClosed(1, values.size())
                                .mapToObj(sequence -> Pipeline.TABLE + "/" + sequence)
                                .toArray(String[]::new));
                assertThat(values.values()).allMatch(distinct -> distinct.size() == 1);
                if ("enabled".equals(support)) {
                    assertThat(records).hasSameSizeAs(values.keySet());
                }
                // And what expired is gone, certified once for each change
                assertThat(keysOf(records, "completion")).hasSameSizeAs(keysOf(records, "change"));
                assertThat(pipeline.archive().rows()).isEqualTo(ROWS - past);
                assertThat(pipeline.archive().number("SELECT count(*) FROM TABLE WHERE " + PAST))
                        .isZero();
                assertThat(dataFiles(pipeline))
                        .isNotEmpty()
                        .noneMatch(file -> file.toString().contains("retention_class=short-30d/custody=std"));
                Outcome verified = pipeline.verify(pipeline.trustedKeys());
                assertThat(verified.code()).as(verified.output()).isZero();
                assertThat(worker.rest().status("keeper").runs(1)).isTrue();
            }
        }
    }

    private static void archive(TestStack stack, Pipeline pipeline) {
        pipeline.load(new SpendLogGenerator(
                        37, ROWS, Clock.systemUTC().instant().minus(60, ChronoUnit.DAYS), Duration.ofHours(40))
                .stream());
        pipeline.start();
        pipeline.awaitArchived(ROWS, LIMIT);
        stack.rest().delete(pipeline.sink());
        stack.rest().delete(pipeline.source());
    }

    private static Map<String, String> keeper(Pipeline pipeline, String topic) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("connector.class", "io.affidavit.archive.EvidenceKeeperConnector");
        config.put("exactly.once.support", "requested");
        config.put("keeper.tables", Pipeline.TABLE);
        config.put(
                "keeper.policy",
                "{id: terms, version: 1, retention: {short-30d: {duration: 30d},"
                        + " standard-1y: {duration: 1y}, audit-7y: {duration: 7y}}}");
        config.put("keeper.expiry", "run");
        config.put("keeper.grace", "5s");
        config.put("keeper.interval", "2s");
        config.put("keeper.topic", topic);
        config.put("topic.creation.default.partitions", "1");
        config.put("topic.creation.default.replication.factor", "1");
        config.put("archive.embedded.directory", pipeline.archiveDirectory().toString());
        config.put("archive.catalog.embedded.single.host", "true");
        config.put("archive.signing.key.file", pipeline.signingKey().toString());
        config.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        config.put("value.converter", "org.apache.kafka.connect.storage.StringConverter");
        return config;
    }

    private ConnectWorkerProcess worker(TestStack stack, Pipeline pipeline, String support) {
        ConnectWorkerProcess worker = ConnectWorkerProcess.on(
                        stack.broker().bootstrapServers(), TestStack.modules(directory), directory.resolve("worker"))
                .group(pipeline.sink() + "-keeper")
                .heapMegabytes(512)
                .property("exactly.once.source.support", support)
                .property("offset.flush.interval.ms", "1000")
                .build();
        worker.start();
        return worker;
    }

    private static void awaitKinds(TestStack stack, String topic, Set<String> kinds) {
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(500))
                .until(
                        () -> stack.topics().exists(topic)
                                ? kinds(statements(stack, topic)).toList()
                                : List.of(),
                        found -> found.containsAll(kinds));
    }

    private static List<ConsumerRecord<byte[], byte[]>> statements(TestStack stack, String topic) {
        return stack.topics().read(topic).stream()
                .filter(record -> "statement"
                        .equals(new String(
                                record.headers().lastHeader("gov.control").value(), UTF_8)))
                .toList();
    }

    private static Stream<String> kinds(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .map(record -> new String(
                        record.headers().lastHeader("gov.statement.kind").value(), UTF_8));
    }

    /** Without what was forwarded twice. */
    private static Set<String> keysOf(List<ConsumerRecord<byte[], byte[]>> records, String kind) {
        return records.stream()
                .filter(record -> kinds(List.of(record)).anyMatch(kind::equals))
                .map(KeeperIT::key)
                .collect(Collectors.toSet());
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), UTF_8);
    }

    private static List<Path> dataFiles(Pipeline pipeline) throws IOException {
        try (Stream<Path> files = Files.walk(pipeline.archiveDirectory().resolve("warehouse"))) {
            return files.filter(file -> file.toString().endsWith(".parquet")).toList();
        }
    }
}

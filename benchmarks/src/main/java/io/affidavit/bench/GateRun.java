/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.affidavit.core.data.JsonText;
import io.affidavit.monitor.PolicyGateSinkTask;
import io.affidavit.smt.EnforcePolicy;
import io.affidavit.stack.KafkaBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The gate's task with a policy of five rules before it, on JSON events of about 1 KB as bytes, against a broker of its own:
 * CPU of the task's thread, from the record as Connect hands it to the transform to committed transactions. What producers'
 * own threads and the broker spend is not in it.
 */
final class GateRun implements MonitorBenchmark.Part {

    private static final String IN = "gate.in";
    private static final int PARTITIONS = 4;
    private static final int EVENTS = 5_000;
    private static final int BATCH = 500;
    private static final int WARM_UP = 200_000;
    private static final int RECORDS = 400_000;
    private static final int ROUNDS = 3;

    private final List<byte[]> events = events();
    private long offset;

    @Override
    public void measure(Result result) throws Exception {
        Path directory = Files.createTempDirectory("affidavit-gate-bench-");
        try (KafkaBroker broker = KafkaBroker.chosen(directory)) {
            broker.start();
            create(broker.bootstrapServers());
            measure(result, broker.bootstrapServers());
        } finally {
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    private void measure(Result result, String servers) throws Exception {
        List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(IN, partition))
                .toList();
        Map<String, String> config = Map.of(
                "name", "bench",
                "gate.bootstrap.servers", servers,
                "gate.allowed.topic", "gate.allowed",
                "gate.quarantine.topic", "gate.quarantine",
                "gate.escalate.topic", "gate.review");
        PolicyGateSinkTask task = new PolicyGateSinkTask();
        try (EnforcePolicy<SinkRecord> policy = new EnforcePolicy<>()) {
            policy.configure(Map.of("policy.inline", RulesRun.POLICY, "on.reject.sink", "pass"));
            task.initialize(new PlainContext(config, partitions));
            task.start(config);
            task.open(partitions);
            gate(task, policy, WARM_UP);
            double[] whole = new double[ROUNDS];
            double[] alone = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                whole[round] = RECORDS / Cpu.thread(() -> gate(task, policy, RECORDS));
                List<List<SinkRecord>> judged = judged(policy);
                alone[round] = RECORDS / Cpu.thread(() -> replay(task, judged));
            }
            long done = committed(task, partitions);
            if (done != offset) {
                throw new IllegalStateException(
                        "Cannot measure: " + done + " of " + offset + " records are committed.");
            }
            result.row("gate, policy of 5 rules before it", Cpu.median(whole));
            result.row("gate alone", Cpu.median(alone));
            result.row("bytes of an event", Events.meanBytes(events));
            result.figure("gate_records_per_cpu_s", Cpu.median(whole));
            result.figure("gate_alone_records_per_cpu_s", Cpu.median(alone));
        } finally {
            task.close(partitions);
            task.stop();
        }
    }

    private void gate(PolicyGateSinkTask task, EnforcePolicy<SinkRecord> policy, int count) {
        for (int sent = 0; sent < count; sent += BATCH) {
            List<SinkRecord> batch = new ArrayList<>(BATCH);
            for (SinkRecord record : batch()) {
                batch.add(policy.apply(record));
            }
            task.put(batch);
        }
        task.preCommit(Map.of());
    }

    private void replay(PolicyGateSinkTask task, List<List<SinkRecord>> judged) {
        judged.forEach(task::put);
        task.preCommit(Map.of());
    }

    private List<List<SinkRecord>> judged(EnforcePolicy<SinkRecord> policy) {
        List<List<SinkRecord>> batches = new ArrayList<>();
        for (int sent = 0; sent < RECORDS; sent += BATCH) {
            batches.add(batch().stream().map(policy::apply).toList());
        }
        return batches;
    }

    /** The next records of all partitions, as a worker with ByteArrayConverter has them. */
    private List<SinkRecord> batch() {
        List<SinkRecord> batch = new ArrayList<>(BATCH);
        for (int i = 0; i < BATCH; i++, offset++) {
            // a fetch holds one partition after the other
            SinkRecord record = new SinkRecord(
                    IN,
                    i * PARTITIONS / BATCH,
                    Schema.OPTIONAL_BYTES_SCHEMA,
                    null,
                    Schema.OPTIONAL_BYTES_SCHEMA,
                    events.get((int) (offset % EVENTS)),
                    offset / BATCH * (BATCH / PARTITIONS) + i % (BATCH / PARTITIONS),
                    1_780_272_000_000L,
                    TimestampType.CREATE_TIME);
            record.headers().addBytes("ce_type", "ai.governance.model_call.v1".getBytes(UTF_8));
            batch.add(record);
        }
        return batch;
    }

    private static long committed(PolicyGateSinkTask task, List<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> current = new LinkedHashMap<>();
        partitions.forEach(partition -> current.put(partition, new OffsetAndMetadata(Long.MAX_VALUE)));
        return task.preCommit(current).values().stream()
                .mapToLong(OffsetAndMetadata::offset)
                .sum();
    }

    private static void create(String servers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            List<NewTopic> topics = Stream.of(IN, "gate.allowed", "gate.quarantine", "gate.review")
                    .map(topic -> new NewTopic(topic, Optional.of(PARTITIONS), Optional.empty())
                            // what was measured is not kept, or the disk would fill
                            .configs(Map.of("retention.bytes", "67108864", "segment.bytes", "33554432")))
                    .toList();
            admin.createTopics(topics).all().get();
        }
    }

    /** Events without the fields that are not set, as producers of JSON write them. */
    private static List<byte[]> events() {
        return Events.json(Events.structs(EVENTS, 11)).stream()
                .map(json -> JsonText.write(set(JsonText.parse(json))).getBytes(UTF_8))
                .toList();
    }

    private static Object set(Object value) {
        if (!(value instanceof Map<?, ?> members)) {
            return value;
        }
        Map<Object, Object> set = new LinkedHashMap<>();
        members.forEach((name, member) -> {
            if (member != null) {
                set.put(name, set(member));
            }
        });
        return set;
    }
}

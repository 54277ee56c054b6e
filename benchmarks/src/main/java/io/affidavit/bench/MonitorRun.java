/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.affidavit.core.data.FieldPath;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.policy.PolicyReader;
import io.affidavit.monitor.GovernanceMonitorSinkTask;
import io.affidavit.monitor.incident.Incident;
import io.affidavit.monitor.incident.IncidentId;
import io.affidavit.monitor.metric.Metric;
import io.affidavit.monitor.watch.Findings;
import io.affidavit.monitor.watch.PartitionMonitor;
import io.affidavit.monitor.watch.Plan;
import io.affidavit.monitor.watch.PlanSettings;
import io.affidavit.monitor.watch.Site;
import io.affidavit.stack.KafkaBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
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
 * The monitor's task with ten detectors on 200 models, on JSON events of about 1 KB as bytes, against a broker of its own: CPU
 * of the task's thread, from the record as Connect hands it over to committed checkpoints. What the producers' own threads and
 * the broker spend is not in it.
 */
final class MonitorRun implements MonitorBenchmark.Part {

    private static final String IN = "monitor.in";
    private static final int PARTITIONS = 4;
    private static final int MODELS = 200;
    private static final int EVENTS = 4_000;
    private static final int BATCH = 500;
    private static final int WARM_UP = 300_000;
    private static final int RECORDS = 400_000;
    private static final int COMMIT_EVERY = 100_000;
    private static final int ROUNDS = 3;
    private static final long BEGIN = 1_764_000_000_000L;
    private static final long STEP = 50;
    private static final String POLICY = """
            id: bench
            version: 1
            monitors:
              - {id: impact, detector: impact-ratio, scope: [model.request_model], inputs: {value: decision.decision_outcome,
                 group: decision.subject_attributes.sex}, favourable: [approved], groups: [F, M], window: 30m}
              - {id: adwin, detector: adwin, scope: [model.request_model], inputs: {value: decision.decision_outcome},
                 favourable: [approved], window: 30m}
              - {id: ph, detector: page-hinkley, scope: [model.request_model], inputs: {value: usage.latency_ms},
                 window: 30m}
              - {id: ewma, detector: ewma, scope: [model.request_model], inputs: {value: usage.latency_ms}, window: 5m}
              - {id: psi, detector: psi, scope: [model.request_model], inputs: {value: decision.score}, window: 30m}
              - {id: js, detector: jensen-shannon, scope: [model.request_model], inputs: {value: decision.score},
                 window: 30m}
              - {id: tools, detector: categories, scope: [model.request_model], inputs: {value: decision.tool_name},
                 window: 30m}
              - {id: latency, detector: quantile, scope: [model.request_model], inputs: {value: usage.latency_ms},
                 window: 30m, parameters: {limit: 2000}}
              - {id: version, detector: version-change, scope: [model.request_model], inputs: {
                 value: decision.decision_outcome, version: model.model_version, score: decision.score},
                 favourable: [approved], window: 30m}
              - {id: rate, detector: rate, scope: [model.request_model], window: 5m}
            """;

    private final List<byte[]> events = events();
    private final int[] timeAt = events.stream().mapToInt(MonitorRun::timeAt).toArray();
    private long offset;

    @Override
    public void measure(Result result) throws Exception {
        result.row("bytes of an event", Events.meanBytes(events));
        state(result);
        Path directory = Files.createTempDirectory("affidavit-monitor-bench-");
        try (KafkaBroker broker = KafkaBroker.chosen(directory)) {
            broker.start();
            task(result, broker.bootstrapServers());
        } finally {
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    private void task(Result result, String servers) throws Exception {
        List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(IN, partition))
                .toList();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic(IN, Optional.of(PARTITIONS), Optional.empty())))
                    .all()
                    .get();
        }
        Map<String, String> config = Map.of(
                "name", "bench",
                "monitor.policy", POLICY,
                "monitor.bootstrap.servers", servers);
        GovernanceMonitorSinkTask task = new GovernanceMonitorSinkTask();
        try {
            task.initialize(new PlainContext(config, partitions));
            task.start(config);
            task.open(partitions);
            watch(task, partitions, WARM_UP);
            double[] rounds = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                rounds[round] = RECORDS / watch(task, partitions, RECORDS);
            }
            result.row("monitor, 10 detectors on 200 models", Cpu.median(rounds));
            result.figure("monitor_records_per_cpu_s", Cpu.median(rounds));
        } finally {
            task.close(partitions);
            task.stop();
        }
    }

    /** CPU seconds of the task; making the records is not in them. */
    private double watch(GovernanceMonitorSinkTask task, List<TopicPartition> partitions, int count) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> current = new LinkedHashMap<>();
        partitions.forEach(partition -> current.put(partition, new OffsetAndMetadata(Long.MAX_VALUE)));
        double seconds = 0;
        long committed = 0;
        for (int sent = 0; sent < count; sent += BATCH) {
            List<SinkRecord> batch = batch();
            boolean commits = (sent + BATCH) % COMMIT_EVERY == 0;
            seconds += Cpu.thread(() -> {
                task.put(batch);
                if (commits) {
                    task.preCommit(current);
                }
            });
        }
        for (OffsetAndMetadata next : task.preCommit(current).values()) {
            committed += next.offset();
        }
        if (committed != offset) {
            throw new IllegalStateException(
                    "Cannot measure: " + committed + " of " + offset + " records are committed.");
        }
        return seconds;
    }

    /** The next records of all partitions, as a worker with ByteArrayConverter has them. */
    private List<SinkRecord> batch() {
        List<SinkRecord> batch = new ArrayList<>(BATCH);
        for (int i = 0; i < BATCH; i++, offset++) {
            // a fetch holds one partition after the other
            int partition = i * PARTITIONS / BATCH;
            long inPartition = offset / BATCH * (BATCH / PARTITIONS) + i % (BATCH / PARTITIONS);
            batch.add(new SinkRecord(
                    IN,
                    partition,
                    Schema.OPTIONAL_BYTES_SCHEMA,
                    null,
                    Schema.OPTIONAL_BYTES_SCHEMA,
                    event(partition, inPartition),
                    inPartition,
                    BEGIN + inPartition * STEP,
                    TimestampType.CREATE_TIME));
        }
        return batch;
    }

    /** An event of one of the partition's models, at its time. */
    private byte[] event(int partition, long number) {
        int index = (int) (number % (EVENTS / PARTITIONS)) * PARTITIONS + partition;
        byte[] event = events.get(index).clone();
        byte[] time = Long.toString(BEGIN + number * STEP).getBytes(UTF_8);
        System.arraycopy(time, 0, event, timeAt[index], time.length);
        return event;
    }

    private void state(Result result) {
        PlanSettings settings = new PlanSettings(
                FieldPath.parse("event_time"), Duration.ofMinutes(1), Duration.ofMinutes(10), MODELS, Optional.empty());
        Plan plan = new Plan(PolicyReader.read(POLICY), settings);
        PartitionMonitor monitor = PartitionMonitor.begin(
                plan,
                settings,
                new Site(
                        new Incident.Where("bench", IN, 0),
                        new IncidentId(Optional.empty()),
                        plan.policy(),
                        Long.MIN_VALUE),
                0,
                born -> {});
        for (int i = 0; i < RECORDS; i++) {
            monitor.take(event(i % PARTITIONS, i / PARTITIONS), BEGIN + i / PARTITIONS * STEP, i, new Nowhere());
        }
        if (monitor.scopes() != MODELS) {
            throw new IllegalStateException("Cannot measure: there are " + monitor.scopes() + " models.");
        }
        double bytes = (double) monitor.save().length / MODELS;
        result.row("state of a model in bytes, 10 detectors", bytes);
        result.figure("state_bytes_per_model", bytes);
    }

    private static final class Nowhere implements Findings {
        @Override
        public void incident(Incident incident) {}

        @Override
        public void metric(Metric metric) {}
    }

    private static int timeAt(byte[] event) {
        return new String(event, UTF_8).indexOf(Long.toString(BEGIN));
    }

    /** Events without the fields that are not set, with what the detectors read; the model says the partition. */
    private static List<byte[]> events() {
        SplittableRandom random = new SplittableRandom(11);
        List<byte[]> events = new ArrayList<>();
        List<byte[]> json = Events.json(Events.structs(EVENTS, 11));
        for (int i = 0; i < EVENTS; i++) {
            Map<String, Object> event = members(set(JsonText.parse(json.get(i))));
            boolean approved = random.nextInt(10) < 6;
            event.put("event_time", BEGIN);
            Map<String, Object> model = group(event, "model");
            model.put("request_model", "model-" + i % MODELS);
            model.put("model_version", "1");
            Map<String, Object> decision = group(event, "decision");
            decision.put("decision_outcome", approved ? "approved" : "denied");
            decision.put("score", random.nextInt(1_000) / 1_000.0);
            decision.put("tool_name", "tool-" + random.nextInt(8));
            decision.put("subject_attributes", Map.of("sex", random.nextBoolean() ? "F" : "M"));
            group(event, "usage").put("latency_ms", 100 + random.nextInt(900));
            events.add(JsonText.write(event).getBytes(UTF_8));
        }
        return events;
    }

    private static Map<String, Object> group(Map<String, Object> event, String name) {
        Map<String, Object> group = event.get(name) == null ? new LinkedHashMap<>() : members(event.get(name));
        event.put(name, group);
        return group;
    }

    private static Map<String, Object> members(Object value) {
        Map<String, Object> members = new LinkedHashMap<>();
        ((Map<?, ?>) value).forEach((name, member) -> members.put(name.toString(), member));
        return members;
    }

    private static Object set(Object value) {
        if (!(value instanceof Map<?, ?> members)) {
            return value;
        }
        Map<String, Object> set = new LinkedHashMap<>();
        members.forEach((name, member) -> {
            if (member != null) {
                set.put(name.toString(), set(member));
            }
        });
        return set;
    }
}

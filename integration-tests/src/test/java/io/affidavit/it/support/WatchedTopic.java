/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.affidavit.core.data.FieldPath;
import io.affidavit.core.policy.log.Timeline;
import io.affidavit.monitor.broker.Clients;
import io.affidavit.monitor.checkpoint.Checkpoint;
import io.affidavit.monitor.checkpoint.CheckpointLog;
import io.affidavit.monitor.config.MonitorClients;
import io.affidavit.monitor.incident.Incident;
import io.affidavit.monitor.incident.IncidentId;
import io.affidavit.monitor.incident.IncidentJson;
import io.affidavit.monitor.metric.Metric;
import io.affidavit.monitor.metric.MetricJson;
import io.affidavit.monitor.watch.Findings;
import io.affidavit.monitor.watch.Plan;
import io.affidavit.monitor.watch.PlanSettings;
import io.affidavit.monitor.watch.VersionedMonitor;
import io.affidavit.stack.rest.ConnectRest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/**
 * A topic of seeded decisions, two models to a partition, and the monitor that watches it. Every second model disadvantages a
 * group in some hours; a third of the events come out of order.
 */
public final class WatchedTopic implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";
    private static final long BEGIN = 1_764_000_000_000L;
    private static final long STEP = 200;
    private static final Duration METRICS_WINDOW = Duration.ofMinutes(10);

    private final Topics topics;
    private final ConnectRest workers;
    private final String name;
    private final int partitions;
    private final Map<String, String> config = new TreeMap<>();
    private final SplittableRandom random;
    private long numbered;
    private WatchedPolicy policy;

    /** A topic watched by those workers, once {@link #start} is called. */
    public WatchedTopic(TestStack stack, ConnectRest workers, String name, int partitions, long seed) {
        this(stack.topics(), workers, name, partitions, seed);
    }

    /** As the other, on brokers of one's own. */
    public WatchedTopic(Topics topics, ConnectRest workers, String name, int partitions, long seed) {
        this.topics = topics;
        this.workers = workers;
        this.name = name;
        this.partitions = partitions;
        this.random = new SplittableRandom(seed);
        topics.create(in(), partitions);
        config.put("connector.class", "io.affidavit.monitor.GovernanceMonitorSinkConnector");
        config.put("topics", in());
        config.put("consumer.override.isolation.level", "read_committed");
        config.put("key.converter", BYTES);
        config.put("value.converter", BYTES);
        config.put("monitor.policy", WatchedPolicy.document());
        config.put("monitor.bootstrap.servers", topics.bootstrapServers());
        config.put("monitor.incidents.topic", incidentsTopic());
        config.put("monitor.checkpoint.topic", checkpointTopic());
        config.put("monitor.metrics.topic", metricsTopic());
        config.put("monitor.metrics.window", "10m");
        config.put("monitor.allowed.lateness", "30s");
        config.put("monitor.commit.interval.ms", "200");
        config.put("monitor.checkpoint.part.bytes", "2000");
        config.put("monitor.spanning.scopes", "fail");
    }

    public String in() {
        return name + ".in";
    }

    public String incidentsTopic() {
        return name + ".incidents";
    }

    public String checkpointTopic() {
        return name + ".checkpoints";
    }

    public String metricsTopic() {
        return name + ".metrics";
    }

    /** The connector's name. */
    public String sink() {
        return name;
    }

    public Map<String, String> config() {
        return new TreeMap<>(config);
    }

    /** Sets a key of the connector, for the next {@link #start}. */
    public WatchedTopic with(String key, String value) {
        config.put(key, value);
        return this;
    }

    /** Has the monitor follow the versions in a topic of its own, for the next {@link #start}. */
    public WatchedPolicy followsPolicy(TestStack stack) {
        policy = new WatchedPolicy(stack, name + ".policies");
        config.remove("monitor.policy");
        config.put("monitor.policy.source", "topic");
        config.put("monitor.policy.id", WatchedPolicy.ID);
        config.put("monitor.policy.topic", policy.topic());
        return policy;
    }

    public WatchedTopic start(int tasks) {
        config.put("tasks.max", Integer.toString(tasks));
        workers.put(sink(), config);
        workers.awaitRunning(sink(), tasks, LIMIT);
        return this;
    }

    /** Sends further decisions to all partitions in turn. */
    public void send(int count) {
        topics.send(decisions(count));
    }

    /** Sends further decisions in several transactions, and others in one that is aborted. */
    public void sendInTransactions(int count, int transactions) {
        for (int sent = 0; sent < transactions; sent++) {
            topics.sendInTransaction(decisions(count / transactions), true);
            if (sent == 0) {
                topics.sendInTransaction(decisions(partitions), false);
            }
        }
    }

    private List<ProducerRecord<byte[], byte[]>> decisions(int count) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int partition = (int) (numbered % partitions);
            records.add(new ProducerRecord<>(
                    in(), partition, null, decision(partition).getBytes(UTF_8)));
            numbered++;
        }
        return records;
    }

    private String decision(int partition) {
        long round = numbered / partitions;
        boolean bad = random.nextBoolean();
        boolean female = random.nextBoolean();
        long hour = round * STEP / 3_600_000;
        boolean approved = random.nextDouble() < (bad && female && hour % 2 == 1 ? .3 : .6);
        long time = BEGIN + round * STEP - (random.nextInt(3) == 0 ? random.nextInt(20_000) : 0);
        return String.format(
                Locale.ROOT,
                "{\"event_time\":%d,\"model\":{\"request_model\":\"%s-%d\",\"model_version\":\"%d\"},"
                        + "\"identity\":{\"session_id\":\"s%d\"},\"decision\":{\"decision_outcome\":\"%s\",\"score\":%.3f,"
                        + "\"verdict\":\"%s\",\"subject_attributes\":{\"sex\":\"%s\"}},"
                        + "\"usage\":{\"cost\":\"%.4f\",\"latency_ms\":%d}}",
                time,
                bad ? "bad" : "fair",
                partition,
                hour / 2,
                random.nextInt(200),
                approved ? "approved" : "denied",
                approved ? .5 + random.nextDouble() / 2 : random.nextDouble() / 2,
                random.nextInt(10) == 0 ? "block" : "allow",
                female ? "F" : "M",
                random.nextDouble() / 10,
                100 + random.nextInt(400));
    }

    /** How many decisions were sent. */
    public long sent() {
        return numbered;
    }

    /** Waits until the state of every record that was sent is committed. */
    public void awaitWatched() {
        Map<Integer, Long> ends = topics.ends(in());
        Awaitility.await(sink() + " watches everything")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    Map<Integer, Long> committed = topics.committed("connect-" + sink(), in());
                    return ends.entrySet().stream()
                            .allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue());
                });
    }

    /** Waits until some incident is as wanted. */
    public void awaitIncident(Predicate<Incident> wanted) {
        Awaitility.await("incident of " + sink())
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .until(() -> incidents().values().stream().anyMatch(wanted));
    }

    /** The latest committed version of each incident. */
    public Map<String, Incident> incidents() {
        Map<String, Incident> latest = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : topics.read(incidentsTopic())) {
            latest.put(new String(record.key(), UTF_8), IncidentJson.read(record.value()));
        }
        return latest;
    }

    /** The committed state of each partition. */
    public Map<Integer, Checkpoint> checkpoints() {
        Clients clients = MonitorClients.of(sink(), topics.bootstrapServers(), Map.of());
        Map<Integer, Checkpoint> checkpoints = new TreeMap<>();
        try (io.affidavit.monitor.broker.Topics known = new io.affidavit.monitor.broker.Topics(clients)) {
            CheckpointLog log = new CheckpointLog(
                    clients, known, checkpointTopic(), sink(), 2_000, Integer.MAX_VALUE, Duration.ofSeconds(70));
            for (int partition = 0; partition < partitions; partition++) {
                int number = partition;
                log.read()
                        .of(new TopicPartition(in(), partition))
                        .ifPresent(checkpoint -> checkpoints.put(number, checkpoint));
            }
        }
        return checkpoints;
    }

    /** What a single thread that is never disturbed makes of the topic. */
    public Replay replay() {
        Replay replay = new Replay();
        Map<Integer, VersionedMonitor> monitors = new TreeMap<>();
        PlanSettings settings = new PlanSettings(
                FieldPath.parse("event_time"),
                Duration.ofSeconds(30),
                Duration.ofMinutes(10),
                1_000,
                Optional.of(new PlanSettings.UsageSettings(
                        METRICS_WINDOW, Set.of("approved"), Set.of("denied", "refused"))));
        Timeline<Plan> versions = policy == null ? WatchedPolicy.fixed(settings) : policy.published(topics, settings);
        for (ConsumerRecord<byte[], byte[]> record : topics.read(in())) {
            int partition = record.partition();
            replay.json = new MetricJson(sink(), in(), partition);
            monitors.computeIfAbsent(
                            partition,
                            any -> VersionedMonitor.begin(
                                    versions,
                                    settings,
                                    new Incident.Where(sink(), in(), partition),
                                    new IncidentId(Optional.empty()),
                                    0,
                                    born -> {}))
                    .take(versions, record.value(), record.timestamp(), record.offset(), replay);
        }
        monitors.forEach((partition, monitor) ->
                replay.states.put(partition, monitor.monitor().save()));
        return replay;
    }

    /** What was found without disturbance. */
    public static final class Replay implements Findings {
        private final Map<String, Incident> incidents = new TreeMap<>();
        private final Map<String, String> metrics = new TreeMap<>();
        private final Map<Integer, byte[]> states = new LinkedHashMap<>();
        private final Set<String> versions = new HashSet<>();
        private MetricJson json;

        /** The latest version of each incident. */
        public Map<String, Incident> incidents() {
            return incidents;
        }

        /** Every version of every incident, as JSON. */
        public Set<String> versions() {
            return versions;
        }

        /** Figures as JSON, by key. */
        public Map<String, String> metrics() {
            return metrics;
        }

        /** The state after the last record of each partition. */
        public Map<Integer, byte[]> states() {
            return states;
        }

        @Override
        public void incident(Incident incident) {
            incidents.put(incident.id(), incident);
            versions.add(new String(IncidentJson.write(incident), UTF_8));
        }

        @Override
        public void metric(Metric metric) {
            metrics.put(json.key(metric), new String(json.write(metric), UTF_8));
        }
    }

    @Override
    public void close() {
        workers.delete(sink());
    }
}

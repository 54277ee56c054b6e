/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.affidavit.stack.rest.ConnectRest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.awaitility.Awaitility;

/**
 * A topic of numbered events behind a policy gate: a number that ends in 0 is blocked, one that ends in 1 is escalated, all
 * others pass.
 */
public final class GatedTopic implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";
    private static final String POLICY = """
            id: gated
            version: 1
            rules:
              - {id: ends.in.0, mode: enforce, action: block, when: event.n % 10 == 0}
              - {id: ends.in.1, mode: enforce, action: escalate, when: event.n % 10 == 1}
            """;

    private final Topics topics;
    private final ConnectRest workers;
    private final String name;
    private final int partitions;
    private final Map<String, String> config = new TreeMap<>();
    private int numbered;

    /** A topic gated by those workers, once {@link #start} is called. */
    public GatedTopic(TestStack stack, ConnectRest workers, String name, int partitions) {
        this(stack.topics(), workers, name, partitions);
    }

    /** As the other, on brokers of one's own. */
    public GatedTopic(Topics topics, ConnectRest workers, String name, int partitions) {
        this.topics = topics;
        this.workers = workers;
        this.name = name;
        this.partitions = partitions;
        topics.create(in(), partitions);
        topics.create(allowed(), partitions);
        topics.create(quarantine(), 1);
        topics.create(review(), 1);
        topics.create(decisions(), 1);
        config.put("connector.class", "io.affidavit.monitor.PolicyGateSinkConnector");
        config.put("topics", in() + "," + decisions());
        config.put("consumer.override.isolation.level", "read_committed");
        config.put("key.converter", BYTES);
        config.put("value.converter", BYTES);
        config.put("header.converter", BYTES);
        config.put("gate.bootstrap.servers", topics.bootstrapServers());
        config.put("gate.allowed.topic", allowed());
        config.put("gate.quarantine.topic", quarantine());
        config.put("gate.escalate.topic", review());
        config.put("gate.decisions.topic", decisions());
        config.put("gate.results.topic", results());
        config.put("gate.commit.interval.ms", "200");
        config.put("transforms", "policy");
        config.put("transforms.policy.type", "io.affidavit.smt.EnforcePolicy");
        config.put("transforms.policy.policy.inline", POLICY);
        config.put("transforms.policy.on.reject.sink", "pass");
    }

    public String in() {
        return name + ".in";
    }

    public String allowed() {
        return name + ".allowed";
    }

    public String quarantine() {
        return name + ".quarantine";
    }

    public String review() {
        return name + ".review";
    }

    public String decisions() {
        return name + ".decisions";
    }

    public String results() {
        return name + ".results";
    }

    /** The connector's name. */
    public String sink() {
        return name;
    }

    public Map<String, String> config() {
        return new TreeMap<>(config);
    }

    /** Sets a key of the connector, for the next {@link #start}. */
    public GatedTopic with(String key, String value) {
        config.put(key, value);
        return this;
    }

    public GatedTopic start(int tasks) {
        config.put("tasks.max", Integer.toString(tasks));
        workers.put(sink(), config);
        workers.awaitRunning(sink(), tasks, LIMIT);
        return this;
    }

    /** Sends events, numbered on from those sent before, to all partitions in turn. */
    public void send(int count) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(event(in(), numbered % partitions, numbered));
            numbered++;
        }
        topics.send(records);
    }

    /** Events as {@link #send} sends them, at a steady rate. */
    public Load load(int perSecond) {
        return new Load(topics.producer(), GatedTopic::event, in(), partitions, perSecond);
    }

    private static ProducerRecord<byte[], byte[]> event(String topic, int partition, int number) {
        // no text, so that only bytes come through
        byte[] key = {(byte) number, (byte) 0xff, (byte) (number >> 8), 0};
        byte[] value = ("{\"n\":" + number + ",  \"text\":\"gatecanary-" + number + "\"}").getBytes(UTF_8);
        ProducerRecord<byte[], byte[]> event = new ProducerRecord<>(topic, partition, key, value);
        event.headers().add("bytes", new byte[] {(byte) 0xfe, (byte) number}).add("none", null);
        return event;
    }

    /** Waits until everything sent so far, and every decision, has been gated. */
    public void awaitGated() {
        Map<String, Map<Integer, Long>> ends = new HashMap<>();
        Stream.of(in(), decisions()).forEach(topic -> ends.put(topic, topics.ends(topic)));
        Awaitility.await(sink() + " gates everything")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> ends.entrySet().stream().allMatch(this::isGated));
    }

    private boolean isGated(Map.Entry<String, Map<Integer, Long>> ends) {
        Map<Integer, Long> committed = topics.committed("connect-" + sink(), ends.getKey());
        return ends.getValue().entrySet().stream()
                .allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    /** Has a person decide on a record that was kept back. */
    public void decide(ConsumerRecord<byte[], byte[]> kept, String decision) {
        String json =
                "{\"v\":1,\"topic\":\"%s\",\"partition\":%d,\"offset\":%d,\"decision\":\"%s\",\"approver\":\"Ana\",\"reason\":\"r\"}"
                        .formatted(kept.topic(), kept.partition(), kept.offset(), decision);
        topics.send(List.of(new ProducerRecord<>(decisions(), 0, null, json.getBytes(UTF_8))));
    }

    /** The number of an event. */
    public static int number(ConsumerRecord<byte[], byte[]> record) {
        String value = new String(record.value(), UTF_8);
        return Integer.parseInt(value.substring(value.indexOf(':') + 1, value.indexOf(',')));
    }

    /** The last value of a header as text, or null. */
    public static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    @Override
    public void close() {
        workers.delete(sink());
    }
}

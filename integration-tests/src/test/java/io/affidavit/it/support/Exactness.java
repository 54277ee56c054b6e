/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.monitor.incident.Incident;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What must hold of a monitor's and a gate's output, whatever happened to workers and brokers. */
public final class Exactness {

    private Exactness() {}

    /**
     * The states, incidents and figures of a monitor are those of a single thread that nothing disturbs, and none was told
     * twice.
     */
    public static void assertUndisturbed(Topics topics, WatchedTopic topic, int partitions) {
        WatchedTopic.Replay replay = topic.replay();
        Map<Integer, byte[]> states = new TreeMap<>();
        topic.checkpoints().forEach((partition, checkpoint) -> states.put(partition, checkpoint.state()));
        assertThat(states).hasSize(partitions);
        states.forEach((partition, state) -> assertThat(state)
                .as("state of partition %s", partition)
                .isEqualTo(replay.states().get(partition)));

        Map<String, Incident> incidents = topic.incidents();
        assertThat(incidents).isNotEmpty().isEqualTo(replay.incidents());
        List<ConsumerRecord<byte[], byte[]>> told = topics.read(topic.incidentsTopic());
        Set<String> versions = new HashSet<>();
        told.forEach(record -> {
            String version = new String(record.value(), UTF_8);
            assertThat(versions.add(version))
                    .as("version told twice: %s", version)
                    .isTrue();
        });
        assertThat(replay.versions()).containsAll(versions);

        Map<String, String> metrics = new TreeMap<>();
        topics.read(topic.metricsTopic())
                .forEach(record -> assertThat(
                                metrics.put(new String(record.key(), UTF_8), new String(record.value(), UTF_8)))
                        .as("figure told twice")
                        .isNull());
        assertThat(metrics).isEqualTo(replay.metrics());
    }

    /** Each of the events that were sent is in the topic of its verdict, once; releases aside. */
    public static void assertEachOnce(Topics topics, GatedTopic topic, long sent) {
        assertThat(topics.count(topic.in())).isEqualTo(sent);
        List<Integer> allowed = numbers(topics.read(topic.allowed()).stream()
                .filter(record -> GatedTopic.header(record, "gov.release.from") == null));
        List<Integer> quarantined = numbers(topics.read(topic.quarantine()).stream());
        List<Integer> escalated = numbers(topics.read(topic.review()).stream());
        assertThat(quarantined).isEqualTo(numbers(sent, 0, 0));
        assertThat(escalated).isEqualTo(numbers(sent, 1, 1));
        assertThat(allowed).isEqualTo(numbers(sent, 2, 9));
    }

    private static List<Integer> numbers(Stream<ConsumerRecord<byte[], byte[]>> records) {
        return records.map(GatedTopic::number).sorted().toList();
    }

    /** Every number below the end whose last digit is in the range. */
    private static List<Integer> numbers(long end, int first, int last) {
        return IntStream.range(0, (int) end)
                .filter(number -> number % 10 >= first && number % 10 <= last)
                .boxed()
                .collect(Collectors.toList());
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;

/** A gate task and the part of a worker that it needs, turned by hand. */
final class HandDriven implements AutoCloseable {

    private final PolicyGateSinkTask task;
    private final TestContext context;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    /** Starts a task that reads partitions from their beginnings, as one whose offsets Connect has lost. */
    HandDriven(
            GateTopicsOnBroker topics, Map<String, String> config, Clock clock, Collection<TopicPartition> partitions) {
        this.partitions = List.copyOf(partitions);
        this.context = new TestContext(partitions);
        this.task = new PolicyGateSinkTask(clock);
        this.consumer = topics.consumer();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        task.initialize(context);
        task.start(config);
        task.open(this.partitions);
    }

    /** One batch, if there is one soon: what was read goes to the task. */
    int turn() {
        context.takeSeeks().forEach(consumer::seek);
        List<SinkRecord> records = new ArrayList<>();
        consumer.poll(Duration.ofMillis(300)).forEach(record -> records.add(sink(record)));
        task.put(records);
        return records.size();
    }

    /** Turns until nothing more comes. */
    HandDriven drain() {
        for (int idle = 0; idle < 3; ) {
            idle = turn() == 0 ? idle + 1 : 0;
        }
        return this;
    }

    /** What the task says is done, by partition. */
    Map<TopicPartition, Long> commit() {
        Map<TopicPartition, OffsetAndMetadata> current = new HashMap<>();
        partitions.forEach(partition -> current.put(partition, new OffsetAndMetadata(Long.MAX_VALUE)));
        return task.preCommit(current).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /** Ends as a task whose worker was killed: nothing is committed, nothing is aborted. */
    void abandon() {
        consumer.close();
    }

    @Override
    public void close() {
        task.close(partitions);
        task.stop();
        consumer.close();
    }

    private static SinkRecord sink(ConsumerRecord<byte[], byte[]> record) {
        SinkRecord sink = new SinkRecord(
                record.topic(),
                record.partition(),
                Schema.OPTIONAL_BYTES_SCHEMA,
                record.key(),
                Schema.OPTIONAL_BYTES_SCHEMA,
                record.value(),
                record.offset(),
                record.timestamp(),
                TimestampType.CREATE_TIME);
        record.headers().forEach(header -> sink.headers().addBytes(header.key(), header.value()));
        return sink;
    }
}

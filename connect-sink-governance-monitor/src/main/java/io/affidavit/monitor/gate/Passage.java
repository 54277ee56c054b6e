/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.gate;

import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.connect.sink.SinkRecord;

/** The way of judged records: each goes to the topic of its ruling. */
final class Passage implements Handler {

    private final Gatekeeper gatekeeper;
    private final Outputs outputs;
    private final GateTally tally;

    Passage(Gatekeeper gatekeeper, Outputs outputs, GateTally tally) {
        this.gatekeeper = gatekeeper;
        this.outputs = outputs;
        this.tally = tally;
    }

    /**
     * The topics to write to.
     *
     * @param partitions how many each has
     */
    record Outputs(Map<Destination, String> topics, Map<String, Integer> partitions) {

        Outputs {
            topics = Map.copyOf(topics);
            partitions = Map.copyOf(partitions);
        }

        /** All records of an input partition go to one partition of each topic, so that their order is kept. */
        int partition(String topic, int inputPartition) {
            return inputPartition % partitions.get(topic);
        }
    }

    @Override
    public void begin() {
        tally.forget();
    }

    @Override
    public void handle(SinkRecord record, Consumer<ProducerRecord<byte[], byte[]>> out) {
        Ruling ruling = gatekeeper.ruling(record);
        String topic = outputs.topics().get(ruling.destination());
        out.accept(Outgoing.of(record, ruling, topic, outputs.partition(topic, record.originalKafkaPartition())));
        tally.count(ruling);
    }
}

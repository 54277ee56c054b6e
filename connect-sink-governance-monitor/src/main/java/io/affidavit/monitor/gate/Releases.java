/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.gate;

import io.affidavit.monitor.release.Answer;
import io.affidavit.monitor.release.DecisionDesk;
import io.affidavit.monitor.release.Outcome;
import io.affidavit.monitor.release.Place;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.connect.sink.SinkRecord;

/** The way of decisions: what a decision releases, and what became of it, in one transaction. */
final class Releases implements Handler {

    private final DecisionDesk desk;
    private final GateMeters meters;
    private final Map<Outcome, Long> pending = new EnumMap<>(Outcome.class);

    Releases(DecisionDesk desk, GateMeters meters) {
        this.desk = desk;
        this.meters = meters;
    }

    @Override
    public void begin() {
        pending.clear();
        desk.open();
    }

    @Override
    public void handle(SinkRecord record, Consumer<ProducerRecord<byte[], byte[]>> out) {
        Place decision =
                new Place(record.originalTopic(), record.originalKafkaPartition(), record.originalKafkaOffset());
        long at = record.timestamp() == null ? 0 : record.timestamp();
        Answer answer = desk.answer(decision, at, record.value() instanceof byte[] bytes ? bytes : null);
        answer.records().forEach(out);
        pending.merge(answer.outcome(), 1L, Long::sum);
    }

    void committed() {
        pending.forEach((outcome, count) -> {
            switch (outcome) {
                case RELEASED -> meters.released().add(count);
                case REJECTED -> meters.rejected().add(count);
                case REFUSED -> meters.refused().add(count);
            }
        });
        pending.clear();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.release;

import io.affidavit.core.tags.GovHeaders;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Answers decisions, one after the other. A record is decided on once: what was decided is in the results topic, which is
 * written in the transaction of the release. Not thread-safe.
 */
public final class DecisionDesk {

    private final Set<String> sources;
    private final String allowed;
    private final IntUnaryOperator partitions;
    private final QuarantineReader reader;
    private final Results results;
    private Set<Place> decided = new HashSet<>();

    /**
     * @param sources topics that records are kept back in
     * @param allowed topic that they are released to
     * @param partitions the partition of it for an input partition
     */
    public DecisionDesk(
            Set<String> sources,
            String allowed,
            IntUnaryOperator partitions,
            QuarantineReader reader,
            Results results) {
        this.sources = Set.copyOf(sources);
        this.allowed = allowed;
        this.partitions = partitions;
        this.reader = reader;
        this.results = results;
    }

    /** Learns what was decided; what was answered since the last commit is forgotten. */
    public void open() {
        decided = results.decided();
    }

    /**
     * What a decision comes to.
     *
     * @param at timestamp of the decision
     * @param json null where the decision is not bytes
     * @throws org.apache.kafka.common.KafkaException if the record cannot be read now
     */
    public Answer answer(Place place, long at, byte[] json) {
        try {
            Decision decision = Decision.parse(json);
            if (!sources.contains(decision.record().topic())) {
                throw new RefusedException(Rules.TOPIC);
            }
            if (decided.contains(decision.record())) {
                throw new RefusedException(Rules.REPEATED);
            }
            ConsumerRecord<byte[], byte[]> record = reader.read(decision.record());
            int partition = partitions.applyAsInt(origin(record));
            decided.add(decision.record());
            DecisionResult result = DecisionResult.settled(decision, place, at);
            return decision.choice() == Choice.RELEASE
                    ? new Answer(
                            result.outcome(), List.of(released(record, decision, place, partition), written(result)))
                    : new Answer(result.outcome(), List.of(written(result)));
        } catch (RefusedException e) {
            DecisionResult refusal = DecisionResult.refused(e.rule(), place, at);
            return new Answer(refusal.outcome(), List.of(written(refusal)));
        }
    }

    private ProducerRecord<byte[], byte[]> written(DecisionResult result) {
        return new ProducerRecord<>(results.topic(), 0, result.key(), result.json());
    }

    /** The record as it came to the gate, with its verdict and with who released it, but no longer marked as rejected. */
    private ProducerRecord<byte[], byte[]> released(
            ConsumerRecord<byte[], byte[]> record, Decision decision, Place place, int partition) {
        RecordHeaders headers = new RecordHeaders();
        for (Header header : record.headers()) {
            if (!header.key().startsWith(GovHeaders.GATE_PREFIX)
                    && !header.key().startsWith(GovHeaders.REJECT_PREFIX)) {
                headers.add(header);
            }
        }
        add(headers, GovHeaders.RELEASE_APPROVER, decision.approver());
        add(headers, GovHeaders.RELEASE_REQUESTER, decision.requester());
        add(headers, GovHeaders.RELEASE_REASON, decision.reason());
        add(headers, GovHeaders.RELEASE_TICKET, decision.ticket());
        add(headers, GovHeaders.RELEASE_DECISION, place.toString());
        add(headers, GovHeaders.RELEASE_FROM, decision.record().toString());
        return new ProducerRecord<>(allowed, partition, record.timestamp(), record.key(), record.value(), headers);
    }

    private static void add(RecordHeaders headers, String name, String value) {
        if (value != null) {
            headers.add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The input partition of a record that a gate kept back. */
    @SuppressWarnings("UnusedException") // a header that is no number is not ours
    private static int origin(ConsumerRecord<byte[], byte[]> record) {
        Header partition = record.headers().lastHeader(GovHeaders.GATE_PARTITION);
        boolean ours = partition != null && record.headers().lastHeader(GovHeaders.GATE_RULE) != null;
        try {
            if (ours) {
                return Integer.parseUnsignedInt(new String(partition.value(), StandardCharsets.UTF_8));
            }
        } catch (NumberFormatException e) {
            // falls through to the one refusal
        }
        throw new RefusedException(Rules.FOREIGN);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.webhook;

import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import io.affidavit.monitor.incident.Incident;
import io.affidavit.monitor.incident.IncidentJson;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Incidents on their way to the receiver, in order. One that is not taken is tried again later; until then all wait behind it.
 * Not thread-safe.
 */
public final class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    /** How long one call sends before it lets the worker look after its group. */
    private static final Duration TURN = Duration.ofSeconds(30);

    private final WebhookParts parts;
    private final GivenUp givenUp;
    private final InstantSource clock;
    private final Deque<SinkRecord> waiting = new ArrayDeque<>();
    private final Map<TopicPartition, Long> done = new LinkedHashMap<>();
    private int failed;
    private Instant notBefore = Instant.MIN;

    /** What is done with an incident that nobody takes. */
    public interface GivenUp {

        /** @throws ConnectException if it must not be left behind */
        void record(SinkRecord record, ConnectException why);
    }

    public Outbox(WebhookParts parts, GivenUp givenUp, InstantSource clock) {
        this.parts = parts;
        this.givenUp = givenUp;
        this.clock = clock;
    }

    /** Takes down what an earlier task told, or passed over. */
    public void learn(SinkRecord record) {
        if (record.value() != null) {
            read(record).ifPresent(told -> parts.told().remember(told.incident()));
        }
    }

    public void add(SinkRecord record) {
        waiting.add(record);
    }

    public boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Sends what is due. */
    public void flush() {
        Instant end = clock.instant().plus(TURN);
        while (!waiting.isEmpty()
                && !clock.instant().isBefore(notBefore)
                && clock.instant().isBefore(end)) {
            if (settled(waiting.peek())) {
                SinkRecord record = waiting.remove();
                failed = 0;
                done.put(
                        new TopicPartition(record.originalTopic(), record.originalKafkaPartition()),
                        record.originalKafkaOffset() + 1);
            }
        }
    }

    /** Milliseconds until the next attempt is due; 0 where nothing waits. */
    public long millisUntilDue() {
        return waiting.isEmpty()
                ? 0
                : Math.max(1, Duration.between(clock.instant(), later()).toMillis());
    }

    /** By partition the offset after the last incident that was sent, passed over or given up. */
    public Map<TopicPartition, Long> done() {
        return Map.copyOf(done);
    }

    /** Forgets what waits of partitions that another task has now. */
    public void close(Collection<TopicPartition> partitions) {
        boolean first = !waiting.isEmpty() && partitions.contains(place(waiting.peek()));
        waiting.removeIf(record -> partitions.contains(place(record)));
        done.keySet().removeAll(partitions);
        if (first) {
            failed = 0;
            notBefore = Instant.MIN;
        }
    }

    private Instant later() {
        Instant now = clock.instant();
        return notBefore.isAfter(now) ? notBefore : now;
    }

    /** Whether nothing more is to be done for a record. */
    private boolean settled(SinkRecord record) {
        if (record.value() == null) {
            return true;
        }
        Optional<IncidentVersion> version = read(record);
        if (version.isEmpty()) {
            giveUp(record, "it is no incident of a version known here");
            return true;
        }
        Incident incident = version.get().incident();
        Optional<Change> change = parts.told().change(incident);
        if (change.isEmpty()) {
            parts.meters().skipped().add(1);
            return true;
        }
        return sent(record, new Message(incident, version.get().json(), change.get()));
    }

    private boolean sent(SinkRecord record, Message message) {
        long before = System.nanoTime();
        Delivery delivery = parts.sender().send(parts.format().body(message), message.idempotencyKey());
        parts.meters().millis().add((System.nanoTime() - before) / 1_000_000);
        if (delivery.kind() == Delivery.Kind.TAKEN) {
            parts.meters().sent().add(1);
            parts.told().remember(message.incident());
            return true;
        }
        parts.meters().failures().add(1);
        failed++;
        if (delivery.kind() == Delivery.Kind.REFUSED || failed >= parts.attempts()) {
            giveUp(record, "the receiver answered " + delivery.answer() + " to attempt " + failed);
            parts.told().remember(message.incident());
            return true;
        }
        Duration wait = parts.backoff().after(failed, delivery.retryAfter());
        notBefore = clock.instant().plus(wait);
        LOG.info(
                "Incident {} was not taken ({}), attempt {}; next in {}",
                message.incident().id(),
                delivery.answer(),
                failed,
                wait);
        return false;
    }

    private void giveUp(SinkRecord record, String why) {
        givenUp.record(
                record,
                new ConnectException("Cannot notify of the incident of topic " + record.originalTopic() + ", partition "
                        + record.originalKafkaPartition() + ", offset " + record.originalKafkaOffset() + ": " + why
                        + ". Check the webhook's URL, key and template; the incident is sent again when the task is"
                        + " restarted, unless it went to the dead letter topic."));
        parts.meters().givenUp().add(1);
    }

    @SuppressWarnings("UnusedException") // it may say where in the text
    private static Optional<IncidentVersion> read(SinkRecord record) {
        try {
            Object json = JsonText.opened(record.value());
            if (json instanceof Map<?, ?> members) {
                Map<String, Object> named = new LinkedHashMap<>();
                members.forEach((name, value) -> named.put(String.valueOf(name), value));
                return Optional.of(new IncidentVersion(IncidentJson.read(json), named));
            }
        } catch (InvalidJsonException e) {
            // falls through
        }
        return Optional.empty();
    }

    private static TopicPartition place(SinkRecord record) {
        return new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.reveal;

import io.affidavit.core.data.CanonicalJson;
import io.affidavit.smt.walk.RevealTally;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Accounts for what is revealed, in batches. Before the first record of a batch is released, an audit record {@code begun} with
 * purpose, ticket and the most records that may follow is safe in the log; after the last one, {@code done} follows with what
 * was revealed and where. A batch without {@code done} was cut short: what it revealed is at most what {@code begun} allows.
 *
 * <pre>
 *   none --first record--> begun --full, too old, or closed--> done
 * </pre>
 *
 * Safe for use by many threads.
 */
public final class AuditTrail implements AutoCloseable {

    static final String FORMAT = "affidavit.reveal.v1";

    private final RevealConfig config;
    private final AuditLog log;
    private final InstantSource clock;
    private final Supplier<UUID> ids;
    private Batch batch;

    public AuditTrail(RevealConfig config, AuditLog log, InstantSource clock, Supplier<UUID> ids) {
        this.config = config;
        this.log = log;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Returns once the record may be released.
     *
     * @throws AuditException if it may not
     */
    public synchronized void admit(ConnectRecord<?> record, RevealTally tally) {
        Instant now = clock.instant();
        if (batch != null && (batch.full(config.records()) || batch.olderThan(config.interval(), now))) {
            finish(now);
        }
        if (batch == null) {
            Batch fresh = new Batch(ids.get().toString(), now);
            log.write(fresh.id, CanonicalJson.of(fresh.begun(config, Place.of(record))));
            batch = fresh;
        }
        batch.count(Place.of(record), tally);
    }

    /** Writes what is left to write. */
    @Override
    public synchronized void close() {
        try {
            if (batch != null) {
                finish(clock.instant());
            }
        } finally {
            log.close();
        }
    }

    private void finish(Instant now) {
        log.write(batch.id, CanonicalJson.of(batch.done(config, now)));
        batch = null;
    }

    /**
     * Where a record was read.
     *
     * @param partition null where Kafka has given none yet
     * @param offset null where Kafka has given none yet
     */
    private record Place(String topic, Integer partition, Long offset) {

        static Place of(ConnectRecord<?> record) {
            return record instanceof SinkRecord sink
                    ? new Place(sink.originalTopic(), sink.originalKafkaPartition(), sink.originalKafkaOffset())
                    : new Place(record.topic(), null, null);
        }

        String stream() {
            return topic + "\n" + partition;
        }
    }

    private static final class Range {
        private final Place first;
        private Place last;
        private long records;

        Range(Place first) {
            this.first = first;
            this.last = first;
        }

        Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("topic", first.topic());
            json.put("partition", first.partition());
            json.put("first", first.offset());
            json.put("last", last.offset());
            json.put("records", records);
            return json;
        }
    }

    private static final class Batch {
        private final String id;
        private final Instant begun;
        private final Map<String, Range> ranges = new TreeMap<>();
        private final Map<String, Long> revealed = new TreeMap<>();
        private final Map<String, Long> unopened = new TreeMap<>();
        private long records;

        Batch(String id, Instant begun) {
            this.id = id;
            this.begun = begun;
        }

        boolean full(int most) {
            return records >= most;
        }

        boolean olderThan(Duration interval, Instant now) {
            return begun.plus(interval).isBefore(now);
        }

        void count(Place place, RevealTally tally) {
            Range range = ranges.computeIfAbsent(place.stream(), stream -> new Range(place));
            range.last = place;
            range.records++;
            records++;
            tally.opened().forEach((label, count) -> revealed.merge(label, count, Long::sum));
            tally.unopened().forEach((label, count) -> unopened.merge(label, count, Long::sum));
        }

        Map<String, Object> begun(RevealConfig config, Place first) {
            Map<String, Object> json = head(config, "begun", begun);
            json.put("records_max", config.records());
            json.put("from", new Range(first).json());
            return json;
        }

        Map<String, Object> done(RevealConfig config, Instant now) {
            Map<String, Object> json = head(config, "done", now);
            json.put("records", records);
            json.put("revealed", revealed);
            json.put("unopened", unopened);
            json.put("ranges", ranges.values().stream().map(Range::json).toList());
            return json;
        }

        private Map<String, Object> head(RevealConfig config, String state, Instant time) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("format", FORMAT);
            json.put("state", state);
            json.put("batch", id);
            json.put("time", time.toString());
            json.put("purpose", config.purpose());
            json.put("ticket", config.ticket());
            json.put("labels", config.labels());
            return json;
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.gate;

import io.affidavit.core.tags.GovHeaders;
import io.affidavit.monitor.release.DecisionResult;
import io.affidavit.monitor.release.Place;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** The records that a gate kept back, and what was decided on them; nothing of their content. */
final class Waiting {

    private static final int LONGEST = 80;

    private final String results;
    private final Map<Place, Kept> kept = new LinkedHashMap<>();
    private final Map<Place, String> decided = new HashMap<>();

    /** @param results topic of results */
    Waiting(String results) {
        this.results = results;
    }

    /**
     * A record that was kept back.
     *
     * @param from where it came from, as {@code topic:partition:offset}
     * @param time of the record
     */
    record Kept(Place place, String from, String rule, String policy, Instant time) {}

    /** Takes down what a gate kept back. */
    void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.headers().lastHeader(GovHeaders.GATE_RULE) == null) {
            return;
        }
        Place place = new Place(record.topic(), record.partition(), record.offset());
        String from = text(record, GovHeaders.GATE_TOPIC) + ":" + text(record, GovHeaders.GATE_PARTITION) + ":"
                + text(record, GovHeaders.GATE_OFFSET);
        String rule = text(record, GovHeaders.GATE_RULE);
        Instant time = Instant.ofEpochMilli(record.timestamp());
        kept.put(place, new Kept(place, from, rule, text(record, GovHeaders.POLICY), time));
    }

    /** Takes down what was decided. */
    void decided(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(results) && record.value() != null) {
            DecisionResult.parse(record.value())
                    .ifPresent(result -> result.settled()
                            .ifPresent(
                                    place -> decided.put(place, result.outcome().text())));
        }
    }

    /** Everything that was kept back, in the order of its partitions. */
    Iterable<Kept> all() {
        return kept.values();
    }

    /** What was decided on a record: {@code released}, {@code rejected} or, so far, {@code waiting}. */
    String state(Place place) {
        return decided.getOrDefault(place, "waiting");
    }

    /** A header as one printable word: anybody may have written it. */
    private static String text(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        if (header == null || header.value() == null) {
            return "-";
        }
        String text = new String(header.value(), StandardCharsets.UTF_8).replaceAll("[^\\x21-\\x7e]", "?");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}

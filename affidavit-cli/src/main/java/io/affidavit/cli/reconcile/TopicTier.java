/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.reconcile;

import io.affidavit.cli.topic.TopicReader;
import io.affidavit.source.spi.PositionText;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The topic and the quarantine topic, read from the beginning to the ends found at the start, committed records only. */
final class TopicTier implements Tier {

    private final TopicReader reader;
    private final String topic;
    private final Set<String> quarantineTopics;
    private final Origin origin;
    private final PositionText positions;
    private long unreadable;

    /**
     * @param quarantineTopics topics that hold references to rows; those that do not exist are passed over
     */
    TopicTier(TopicReader reader, String topic, Set<String> quarantineTopics, Origin origin, PositionText positions) {
        this.reader = reader;
        this.topic = topic;
        this.quarantineTopics = Set.copyOf(quarantineTopics);
        this.origin = origin;
        this.positions = positions;
    }

    @Override
    public TierName name() {
        return TierName.TOPIC;
    }

    @Override
    public long unreadable() {
        return unreadable;
    }

    @Override
    public void read(LongPredicate windows, Consumer<Sighting> rows) {
        unreadable = 0;
        reader.read(topic, quarantineTopics, record -> {
            if (record.value() != null) {
                show(record, rows);
            }
        });
    }

    private void show(ConsumerRecord<byte[], byte[]> record, Consumer<Sighting> rows) {
        Optional<TopicRecord> row = TopicRecord.of(record);
        if (row.isEmpty()) {
            unreadable++;
            return;
        }
        TopicRecord seen = row.get();
        if (seen.further() || !origin.is(seen.system(), seen.instance(), seen.entity())) {
            return;
        }
        try {
            rows.accept(new Sighting(
                    positions.parse(seen.position()),
                    seen.key(),
                    seen.rowHash(),
                    quarantineTopics.contains(record.topic()),
                    seen.masked()));
        } catch (IllegalArgumentException e) {
            unreadable++;
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.reconcile;

import io.affidavit.cli.topic.TopicReader;
import io.affidavit.source.engine.WindowGrid;
import io.affidavit.source.spi.PositionText;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The topic and the quarantine topic, read from the beginning to the ends found at the start, committed records only. */
final class TopicTier implements Tier {

    private final TopicReader reader;
    private final String topic;
    private final Set<String> quarantineTopics;
    private final Origin origin;
    private final PositionText positions;
    private final WindowGrid grid;
    private final TopicRanges ranges = new TopicRanges();
    private long unreadable;

    /**
     * @param quarantineTopics topics that hold references to rows; those that do not exist are passed over
     */
    TopicTier(
            TopicReader reader,
            String topic,
            Set<String> quarantineTopics,
            Origin origin,
            PositionText positions,
            WindowGrid grid) {
        this.reader = reader;
        this.topic = topic;
        this.quarantineTopics = Set.copyOf(quarantineTopics);
        this.origin = origin;
        this.positions = positions;
        this.grid = grid;
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
    public void read(Consumer<Sighting> rows) {
        unreadable = 0;
        reader.read(
                topic,
                quarantineTopics,
                whole -> List.of(whole),
                record -> show(record, row -> {
                    ranges.add(
                            grid.windowOf(row.position()),
                            new TopicPartition(record.topic(), record.partition()),
                            record.offset());
                    rows.accept(row);
                }));
    }

    @Override
    public void read(Set<Long> windows, Consumer<Sighting> rows) {
        reader.read(topic, quarantineTopics, whole -> ranges.of(windows), record -> show(record, rows));
    }

    private void show(ConsumerRecord<byte[], byte[]> record, Consumer<Sighting> rows) {
        if (record.value() == null) {
            return;
        }
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

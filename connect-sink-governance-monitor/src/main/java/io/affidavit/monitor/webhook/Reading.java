/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.webhook;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Where the news of each partition begin. Of what lies before, which was read by earlier tasks, each partition is read once
 * more from its beginning, so that it is known what was told.
 */
public final class Reading {

    /** What a record is. */
    public enum Part {
        /** To be read again: the partition is about to be read from its beginning. */
        AGAIN,
        /** Known to earlier tasks. */
        PAST,
        NEWS
    }

    private final ObjLongConsumer<TopicPartition> seek;
    private final Map<TopicPartition, Long> news = new HashMap<>();
    private final Set<TopicPartition> rewinding = new HashSet<>();

    /** @param seek has the worker read on from elsewhere, from the next batch on */
    public Reading(ObjLongConsumer<TopicPartition> seek) {
        this.seek = seek;
    }

    /** Begins a batch: what the worker was told to seek, it has sought by now. */
    public void batch() {
        rewinding.clear();
    }

    public Part part(SinkRecord record) {
        TopicPartition partition = new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
        if (rewinding.contains(partition)) {
            return Part.AGAIN;
        }
        Long first = news.get(partition);
        if (first != null) {
            return record.originalKafkaOffset() < first ? Part.PAST : Part.NEWS;
        }
        news.put(partition, record.originalKafkaOffset());
        if (record.originalKafkaOffset() == 0) {
            return Part.NEWS;
        }
        rewinding.add(partition);
        seek.accept(partition, 0);
        return Part.AGAIN;
    }

    public void close(Collection<TopicPartition> partitions) {
        news.keySet().removeAll(partitions);
        rewinding.removeAll(partitions);
    }
}

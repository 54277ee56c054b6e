/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.topic;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * A range of offsets of one partition.
 *
 * @param from the first
 * @param to the one after the last
 */
public record Offsets(long from, long to) {

    /** How many offsets there are. */
    public long size() {
        return Math.max(0, to - from);
    }

    /** The last so many offsets of all partitions together, each giving a share by its size. */
    public static Map<TopicPartition, Offsets> last(Map<TopicPartition, Offsets> whole, long size) {
        long total = whole.values().stream().mapToLong(Offsets::size).sum();
        Map<TopicPartition, Offsets> part = new HashMap<>();
        whole.forEach((partition, offsets) -> {
            double share = total == 0 ? 0 : (double) size * offsets.size() / total;
            part.put(partition, new Offsets(Math.max(offsets.to() - Math.round(share), offsets.from()), offsets.to()));
        });
        return part;
    }
}

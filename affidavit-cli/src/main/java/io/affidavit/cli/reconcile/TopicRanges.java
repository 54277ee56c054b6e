/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.reconcile;

import io.affidavit.cli.topic.Offsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Where in topics the rows of each window lie, so that those of a few windows can be read without all the others. */
final class TopicRanges {

    /** Ranges that are no farther apart are read as one. */
    private static final long NEAR = 1_000;

    private final Map<Long, Map<TopicPartition, Offsets>> windows = new HashMap<>();

    /** Remembers a row of the window. */
    void add(long window, TopicPartition partition, long offset) {
        windows.computeIfAbsent(window, w -> new HashMap<>())
                .merge(
                        partition,
                        new Offsets(offset, offset + 1),
                        (known, one) ->
                                new Offsets(Math.min(known.from(), one.from()), Math.max(known.to(), one.to())));
    }

    /** Parts, to be read one after the other, that hold every row of the windows, and others as they lie between. */
    List<Map<TopicPartition, Offsets>> of(Set<Long> wanted) {
        Map<TopicPartition, List<Offsets>> partitions = new HashMap<>();
        for (long window : wanted) {
            windows.getOrDefault(window, Map.of())
                    .forEach((partition, range) -> partitions
                            .computeIfAbsent(partition, p -> new ArrayList<>())
                            .add(range));
        }
        List<Map<TopicPartition, Offsets>> parts = new ArrayList<>();
        partitions.forEach((partition, ranges) -> {
            List<Offsets> apart = joined(ranges);
            for (int i = 0; i < apart.size(); i++) {
                if (parts.size() == i) {
                    parts.add(new HashMap<>());
                }
                parts.get(i).put(partition, apart.get(i));
            }
        });
        return parts;
    }

    private static List<Offsets> joined(List<Offsets> ranges) {
        List<Offsets> apart = new ArrayList<>();
        for (Offsets range :
                ranges.stream().sorted(Comparator.comparingLong(Offsets::from)).toList()) {
            Offsets last = apart.isEmpty() ? null : apart.get(apart.size() - 1);
            if (last != null && range.from() - last.to() <= NEAR) {
                apart.set(apart.size() - 1, new Offsets(last.from(), Math.max(last.to(), range.to())));
            } else {
                apart.add(range);
            }
        }
        return apart;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.replay;

import io.affidavit.core.data.JsonText;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a replay ends: per source partition the offset after its last record when the replay began. What is archived later is
 * no part of it, however often it is taken up again.
 *
 * <p>Text form: JSON {@code {topic: {partition: offset}}}.
 */
public record Bounds(Map<Source, Long> ends) {

    public Bounds {
        ends = Map.copyOf(ends);
    }

    boolean include(Coordinate coordinate) {
        Long end = ends.get(coordinate.source());
        return end != null && coordinate.offset() < end;
    }

    String toText() {
        Map<String, Map<String, Long>> topics = new TreeMap<>();
        ends.forEach((source, end) -> topics.computeIfAbsent(source.topic(), topic -> new TreeMap<>())
                .put(Integer.toString(source.partition()), end));
        return JsonText.write(topics);
    }

    static Bounds parse(String text) {
        Map<Source, Long> ends = new TreeMap<>();
        ((Map<?, ?>) JsonText.parse(text))
                .forEach((topic, partitions) -> ((Map<?, ?>) partitions)
                        .forEach((partition, end) -> ends.put(
                                new Source(topic.toString(), Integer.parseInt(partition.toString())), (Long) end)));
        return new Bounds(ends);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.commit;

import io.affidavit.core.data.JsonText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * How far every source partition of a table is archived. Each commit carries all of them forward in its snapshot summary
 * and mirrors them in the table's properties, because summaries vanish with their snapshots.
 *
 * <p>Text form: JSON {@code {lineage: {topic: {partition: [next, commit, last offset, last timestamp, last key hash,
 * last key form]}}}}.
 *
 * @param marks by source partition
 */
public record Watermarks(Map<SourcePartition, Mark> marks) {

    /** Key in snapshot summaries and table properties. */
    public static final String KEY = "affidavit.watermarks";

    public Watermarks {
        marks = Map.copyOf(marks);
    }

    /** Those of the table's current state. */
    public static Watermarks of(Table table) {
        return of(ancestry(table), table.properties());
    }

    /** Those of the newest snapshot that has any, else those of the properties. Other engines' commits carry none. */
    static Watermarks of(Iterable<Snapshot> ancestry, Map<String, String> properties) {
        for (Snapshot snapshot : ancestry) {
            String text = snapshot.summary().get(KEY);
            if (text != null) {
                return parse(text);
            }
        }
        return Optional.ofNullable(properties.get(KEY)).map(Watermarks::parse).orElse(new Watermarks(Map.of()));
    }

    static Iterable<Snapshot> ancestry(Table table) {
        Snapshot head = table.currentSnapshot();
        return head == null ? List.of() : SnapshotUtil.ancestorsOf(head.snapshotId(), table::snapshot);
    }

    /** The next offset to archive, null if none was archived yet. */
    public Long next(SourcePartition partition) {
        Mark mark = marks.get(partition);
        return mark == null ? null : mark.next();
    }

    /** Whether every one of {@code partitions} stands where the commit of that id put it. */
    boolean wereMovedBy(String commitId, Collection<SourcePartition> partitions) {
        return partitions.stream()
                .allMatch(partition -> marks.containsKey(partition)
                        && marks.get(partition).commitId().equals(commitId));
    }

    Watermarks with(Map<SourcePartition, Mark> moved) {
        Map<SourcePartition, Mark> all = new HashMap<>(marks);
        all.putAll(moved);
        return new Watermarks(all);
    }

    String toText() {
        Map<String, Map<String, Map<Integer, List<Object>>>> lineages = new TreeMap<>();
        marks.forEach((partition, mark) -> lineages.computeIfAbsent(partition.lineage(), l -> new TreeMap<>())
                .computeIfAbsent(partition.topic(), t -> new TreeMap<>())
                .put(partition.partition(), fields(mark)));
        return JsonText.write(lineages);
    }

    static Watermarks parse(String text) {
        Map<SourcePartition, Mark> marks = new HashMap<>();
        object(JsonText.parse(text))
                .forEach((lineage, topics) -> object(topics)
                        .forEach((topic, partitions) -> object(partitions)
                                .forEach((partition, fields) -> marks.put(
                                        new SourcePartition(lineage, topic, Integer.parseInt(partition)),
                                        mark((List<?>) fields)))));
        return new Watermarks(marks);
    }

    private static List<Object> fields(Mark mark) {
        List<Object> fields = new ArrayList<>(List.of(mark.next(), mark.commitId()));
        if (mark.last() != null) {
            fields.add(mark.last().offset());
            fields.add(mark.last().timestamp());
            fields.add(mark.last().keyHash());
            fields.add(mark.last().keyForm());
        }
        return fields;
    }

    private static Mark mark(List<?> fields) {
        Mark.LastRecord last = fields.size() < 6
                ? null
                : new Mark.LastRecord(
                        (Long) fields.get(2), (Long) fields.get(3), (String) fields.get(4), (String) fields.get(5));
        return new Mark((Long) fields.get(0), (String) fields.get(1), last);
    }

    @SuppressWarnings("unchecked") // JSON objects have text keys
    private static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }
}

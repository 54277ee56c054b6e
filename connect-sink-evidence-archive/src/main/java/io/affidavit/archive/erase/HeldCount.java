/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.erase;

import io.affidavit.archive.hold.Hold;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iceberg.Accessor;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.types.Types.NestedField;

/** Counts the subject's rows that are held, and remembers where the first of them are. */
final class HeldCount {

    private static final int MOST_LISTED = 10_000;

    private final List<HeldRow> listed = new ArrayList<>();
    private final Map<String, Long> byHold = new TreeMap<>();
    private final Accessor<StructLike> topic;
    private final Accessor<StructLike> partition;
    private final Accessor<StructLike> offset;
    private long rows;
    private long byTag;

    HeldCount(Schema schema) {
        this.topic = accessor(schema, "_kafka.topic");
        this.partition = accessor(schema, "_kafka.partition");
        this.offset = accessor(schema, "_kafka.offset");
    }

    private static Accessor<StructLike> accessor(Schema schema, String name) {
        NestedField column = schema.findField(name);
        return column == null ? null : schema.accessorForField(column.fieldId());
    }

    void add(String file, long position, List<Hold> holds, StructLike row) {
        rows++;
        byTag += holds.isEmpty() ? 1 : 0;
        holds.forEach(hold -> byHold.merge(hold.id(), 1L, Long::sum));
        if (listed.size() < MOST_LISTED) {
            listed.add(new HeldRow(file, position, holds.stream().map(Hold::id).toList(), source(row)));
        }
    }

    private Optional<HeldRow.Source> source(StructLike row) {
        if (topic == null
                || partition == null
                || offset == null
                || !(topic.get(row) instanceof CharSequence name)
                || !(partition.get(row) instanceof Integer number)
                || !(offset.get(row) instanceof Long position)) {
            return Optional.empty();
        }
        return Optional.of(new HeldRow.Source(name.toString(), number, position));
    }

    /** The count as it stands. */
    Exclusions counted() {
        return new Exclusions(rows, Collections.unmodifiableMap(new TreeMap<>(byHold)), byTag, List.copyOf(listed));
    }
}

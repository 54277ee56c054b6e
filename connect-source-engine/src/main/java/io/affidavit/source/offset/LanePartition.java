/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.offset;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Names a lane of a table: the source partition {@code {source, entity, lane}}.
 *
 * @param source system and instance, joined by a slash
 */
public record LanePartition(String source, String entity, int lane) {

    private static final String SOURCE = "source";
    private static final String ENTITY = "entity";
    private static final String LANE = "lane";

    public LanePartition {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(entity, "entity");
    }

    /** Fields are always in the same order: Connect stores the partition as text, so another order is another partition. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(SOURCE, source);
        map.put(ENTITY, entity);
        map.put(LANE, (long) lane);
        return map;
    }

    /** Reads a partition; numbers may be of any integral type, as converters choose it. */
    public static LanePartition of(Map<String, ?> map) {
        if (map.size() != 3) {
            throw new OffsetFormatException("the partition", "must hold source, entity and lane");
        }
        long lane = OffsetFields.number(map, LANE);
        if (lane < 0 || lane > Integer.MAX_VALUE) {
            throw new OffsetFormatException(LANE, "must be a lane number");
        }
        return new LanePartition(OffsetFields.text(map, SOURCE), OffsetFields.text(map, ENTITY), (int) lane);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Proves that every record of a topic is archived or quarantined, once: by the watermarks of the table, by its signed
 * statements, and by the coordinates of every row, read back with DuckDB.
 */
public final class Completeness {
    private static final String COORDINATES = "SELECT _kafka.\"partition\", _kafka.\"offset\" FROM TABLE";

    private Completeness() {}

    /** Nothing is lost, repeated or quarantined. Waits for what is still on its way; send nothing meanwhile. */
    public static void assertEveryRecordOnce(ArchivedTopic topic) {
        assertEveryRecordOnce(topic, 0);
    }

    /** Nothing is lost or repeated, and so many records are quarantined. */
    public static void assertEveryRecordOnce(ArchivedTopic topic, long quarantined) {
        topic.awaitArchived();
        Map<Integer, Long> ends = topic.ends();
        assertThat(topic.archive().next(topic.name())).as("watermarks").isEqualTo(ends);
        assertVerifies(topic.archive(), topic);
        assertThat(topic.quarantine().rows()).as("quarantined").isEqualTo(quarantined);
        if (quarantined > 0) {
            assertVerifies(topic.quarantine(), topic);
        }
        Map<Integer, Offsets> expected = new TreeMap<>();
        ends.forEach((partition, end) -> expected.put(partition, Offsets.upTo(end)));
        assertThat(readBack(topic, quarantined > 0)).as("rows by partition").isEqualTo(expected);
    }

    /** What DuckDB finds of one partition. */
    private record Offsets(long rows, long distinct, long first, long last) {
        static Offsets upTo(long end) {
            return new Offsets(end, end, 0, end - 1);
        }
    }

    private static Map<Integer, Offsets> readBack(ArchivedTopic topic, boolean withQuarantine) {
        String rows = topic.archive().sql(COORDINATES);
        if (withQuarantine) {
            rows += " UNION ALL " + topic.quarantine().sql(COORDINATES);
        }
        String counted =
                "SELECT p, count(*), count(DISTINCT o), min(o), max(o) FROM (" + rows + ") AS rows(p, o) GROUP BY p";
        Map<Integer, Offsets> offsets = new TreeMap<>();
        for (List<String> row : Archive.ask(counted)) {
            offsets.put(
                    Integer.valueOf(row.get(0)),
                    new Offsets(number(row, 1), number(row, 2), number(row, 3), number(row, 4)));
        }
        return offsets;
    }

    private static void assertVerifies(Archive table, ArchivedTopic topic) {
        assertThat(table.findings(topic.names().trustedKeys()))
                .as("findings in %s", table.name())
                .isEmpty();
    }

    private static long number(List<String> row, int column) {
        return Long.parseLong(row.get(column));
    }
}

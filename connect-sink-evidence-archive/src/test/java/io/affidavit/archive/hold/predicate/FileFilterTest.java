/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.hold.predicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Conversions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a file's partition and statistics rule out. The file is of 2026-01-01, has tokens 100 to 200 and three rows. */
class FileFilterTest {

    private static final PartitionSpec SPEC = PartitionSpec.builderFor(Columns.SCHEMA)
            .identity("retention_class")
            .identity("custody")
            .day("event_time")
            .build();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            event_time >= '2026-01-01T00:00:00Z'                            | true
            event_time >= '2026-01-02T00:00:00Z'                            | false
            not (event_time < '2026-01-02T00:00:00Z')                       | false
            event_time < '2026-01-01T00:00:00Z' or tokens = 150             | true
            retention_class = 'std-1y'                                      | true
            retention_class = 'other'                                       | false
            tokens = 150                                                    | true
            tokens = 99                                                     | false
            tokens in (1, 2, 201)                                           | false
            tokens is null                                                  | false
            model.cost = 1                                                  | true
            tenant_id = 'acme'                                              | true
            tenant_id = 'acme' and tokens > 200                             | false
            tenant_id is null                                               | true
            """)
    void saysWhetherAFileMayHaveSuchRows(String predicate, boolean may) {
        assertThat(mayMatch(predicate, file(Map.of(7, 0L, 3, 3L, 5, 1L)))).isEqualTo(may);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            tokens = 99                                | true
            tokens is null                             | true
            """)
    void aNullAmongTheValuesMayBeAnything(String predicate, boolean may) {
        assertThat(mayMatch(predicate, file(Map.of(7, 1L, 3, 3L)))).isEqualTo(may);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            event_time >= '2027-01-01T00:00:00Z'                           | true
            event_time >= '2027-01-01T00:00:00Z' and tokens = 99           | false
            """)
    void aCorrectedEventTimeMayBeAnyTime(String predicate, boolean may) {
        assertThat(mayMatch(predicate, file(Map.of(7, 0L, 3, 2L)))).isEqualTo(may);
    }

    private static boolean mayMatch(String text, DataFile file) {
        HoldPredicate predicate = HoldPredicate.parse(text);
        predicate.check(Columns.SCHEMA);
        return new FileFilter(predicate, Columns.SCHEMA).mayMatch(file, SPEC);
    }

    /** @param nulls number of nulls by field id */
    private static DataFile file(Map<Integer, Long> nulls) {
        PartitionData partition = new PartitionData(SPEC.partitionType());
        partition.set(0, "std-1y");
        partition.set(1, "std");
        partition.set(2, 20_454);
        Map<Integer, Long> values = new HashMap<>();
        nulls.keySet().forEach(field -> values.put(field, 3L));
        return DataFiles.builder(SPEC)
                .withPath("file:/nowhere.parquet")
                .withFileSizeInBytes(100)
                .withPartition(partition)
                .withMetrics(new Metrics(3L, null, values, nulls, null, bounds(100), bounds(200)))
                .build();
    }

    private static Map<Integer, ByteBuffer> bounds(long tokens) {
        Schema schema = Columns.SCHEMA;
        return Map.of(
                7,
                Conversions.toByteBuffer(schema.findType(7), tokens),
                4,
                Conversions.toByteBuffer(schema.findType(4), Columns.TIME));
    }
}

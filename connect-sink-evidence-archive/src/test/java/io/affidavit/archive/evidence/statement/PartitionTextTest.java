/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.evidence.EvidentTable;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.data.GenericRecord;
import org.junit.jupiter.api.Test;

class PartitionTextTest {

    private static final PartitionSpec SPEC = PartitionSpec.builderFor(EvidentTable.SCHEMA)
            .identity("retention_class")
            .identity("prompt")
            .day("event_time")
            .build();

    @Test
    void writesValuesAsTheyAreAndLeavesNullsOut() {
        GenericRecord partition = GenericRecord.create(SPEC.partitionType());
        partition.setField("retention_class", "gdpr/30 d=ä");
        partition.setField("event_time_day", 20_000);

        assertThat(PartitionText.of(SPEC, partition))
                .containsOnlyKeys("event_time_day", "retention_class")
                .containsEntry("retention_class", "gdpr/30 d=ä")
                .containsEntry("event_time_day", "2024-10-04");
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static io.affidavit.archive.HoldActions.inCustody;
import static io.affidavit.archive.HoldActions.place;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hold on one table of an archive of several. */
class RoutedHoldsIT {

    @TempDir
    Path directory;

    @Test
    void aHoldOnOneTableTakesNothingFromTheOthers() {
        try (ArchiveHarness archive = Tenants.start(directory)) {
            // Given a batch with rows for every table
            archive.put(Tenants.mixed(0, 60));
            archive.commit();
            archive.put(Tenants.mixed(60, 120));

            // When a hold is placed on one of them, and on the book with its quarantined records
            place(Tenants.table(archive, "ai.b"), "case-7", "event_id starts with '0'");
            archive.commit();
            assertThat(archive.context.seeks).containsEntry(new TopicPartition(ArchiveHarness.TOPIC, 0), 59L);
            archive.put(Tenants.mixed(59, 120));
            archive.commit();
            place(Tenants.table(archive, Tenants.BOOK), "case-7", "_kafka.offset >= 0");
            archive.put(Tenants.mixed(120, 126));
            archive.commit();
            archive.put(Tenants.mixed(119, 180));
            archive.commit();

            // Then no record is lost or repeated, and those after the hold are in custody
            assertThat(Tenants.offsets(archive)).isEqualTo(Tenants.mixedOffsets(180));
            assertThat(inCustody(Tenants.table(archive, "ai.b")))
                    .allMatch(offset -> offset >= 60)
                    .hasSize(20);
            assertThat(inCustody(Tenants.table(archive, "ai.a"))).isEmpty();
            assertThat(inCustody(Tenants.table(archive, "ai.c"))).isEmpty();
            assertThat(inCustody(Tenants.table(archive, Tenants.BOOK)))
                    .allMatch(offset -> offset >= 120)
                    .hasSize(20);
            Tenants.assertEveryTableVerifies(archive);
        }
    }
}

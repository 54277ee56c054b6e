/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.commit.Backoff;
import io.affidavit.archive.hold.HoldOrder;
import io.affidavit.archive.hold.HoldPredicate;
import io.affidavit.archive.hold.LegalHolds;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
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
            place(Tenants.table(archive, "ai.b"), "event_id starts with '0'");
            archive.commit();
            assertThat(archive.context.seeks).containsEntry(new TopicPartition(ArchiveHarness.TOPIC, 0), 59L);
            archive.put(Tenants.mixed(59, 120));
            archive.commit();
            place(Tenants.table(archive, Tenants.BOOK), "_kafka.offset >= 0");
            archive.put(Tenants.mixed(120, 126));
            archive.commit();
            archive.put(Tenants.mixed(119, 180));
            archive.commit();

            // Then no record is lost or repeated, and those after the hold are in custody
            assertThat(Tenants.offsets(archive)).isEqualTo(Tenants.mixedOffsets(180));
            assertThat(held(archive, "ai.b")).allMatch(offset -> offset >= 60).hasSize(20);
            assertThat(held(archive, "ai.a")).isEmpty();
            assertThat(held(archive, "ai.c")).isEmpty();
            assertThat(held(archive, Tenants.BOOK)).allMatch(offset -> offset >= 120).hasSize(20);
            Tenants.assertEveryTableVerifies(archive);
        }
    }

    private static void place(Table table, String predicate) {
        new LegalHolds(table, ArchiveHarness.KEY, "counsel", Backoff.within(Duration.ofSeconds(60)), Clock.systemUTC())
                .place(new HoldOrder("case-7", "matter", "reason", HoldPredicate.parse(predicate)));
    }

    private static List<Long> held(ArchiveHarness archive, String table) {
        return ArchiveHarness.rows(Tenants.table(archive, table)).stream()
                .filter(row -> row.getField("custody").equals("hold"))
                .map(row -> (Long) ((Record) row.getField("_kafka")).getField("offset"))
                .toList();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.replay.grant.Grants;
import io.affidavit.archive.replay.grant.ReplayGrant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** A replay goes on where it was, over kills and over changes of its table. */
class ReplayProgressIT extends ReplayFixture {

    @Test
    void goesOnWhereItWasKilled() throws Exception {
        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            archive.put(events(0, 0, 1_700, offset -> offset));
            archive.commit();
            ReplayGrant grant = grant(archive, Grants.request().budget(1_700, 10_000_000));
            List<SourceRecord> all = new ArrayList<>();

            // When it is killed after every batch, while the archive goes on
            for (int i = 0; i < 5; i++) {
                EvidenceReplaySourceTask task = start(grant);
                all.addAll(deliver(task.poll()));
                task.stop();
                archive.put(events(0, 1_700 + i, 1_701 + i, offset -> offset));
                archive.commit();
            }

            // Then it replayed what was there when it began, once
            assertThat(all).hasSize(1_701);
            assertThat(coordinates(all.subList(0, 1_700)))
                    .isEqualTo(LongStream.range(0, 1_700)
                            .mapToObj(offset -> "governed-0:" + offset)
                            .toList());
            assertThat(receipt(all, 1_700))
                    .containsEntry("records", 1_700L)
                    .containsEntry("outcome", "complete")
                    .containsEntry("first", Map.of("topic", "governed", "partition", 0L, "offset", 0L))
                    .containsEntry("last", Map.of("topic", "governed", "partition", 0L, "offset", 1_699L));
        }
    }

    @Test
    void readsInWindowsThatPartNothing() throws Exception {
        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            archive.put(events(0, 0, 40, offset -> offset));
            archive.commit();

            List<SourceRecord> replayed = run(grant(archive, Grants.request()), Map.of("replay.window.bytes", "1000"));

            assertThat(coordinates(replayed.subList(0, 40)))
                    .isEqualTo(LongStream.range(0, 40)
                            .mapToObj(offset -> "governed-0:" + offset)
                            .toList());
        }
    }

    @Test
    void doesNotReplayWhatWasErasedSinceItBegan() throws Exception {
        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            archive.put(events(0, 0, 600, offset -> offset));
            archive.commit();
            archive.put(events(0, 600, 1_200, offset -> offset - 2 * 86_400_000L));
            archive.commit();
            EvidenceReplaySourceTask task = start(
                    grant(archive, Grants.request().budget(1_200, 10_000_000)), Map.of("replay.window.bytes", "1000"));
            List<SourceRecord> all = new ArrayList<>(deliver(task.poll()));

            // When
            Table table = archive.table();
            table.newDelete()
                    .deleteFromRowFilter(Expressions.lessThan("event_time", "2026-11-20T00:00:00+00:00"))
                    .commit();
            for (List<SourceRecord> batch = task.poll(); !isReceipt(batch); batch = task.poll()) {
                all.addAll(deliver(batch));
            }
            task.stop();

            // Then
            assertThat(coordinates(all)).hasSize(600).last().isEqualTo("governed-0:599");
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.affidavit.archive.replay.grant.Grants;
import io.affidavit.archive.replay.grant.ReplayGrant;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** A replay keeps to what its grant allows, and ends with it. */
class ReplayGrantIT extends ReplayFixture {

    @Test
    void leavesOutAndCountsWhatItsPermissionForbids() throws Exception {
        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            archive.put(
                    Events.record(0, 0, permitted(Events.struct(0), "denied")),
                    Events.record(0, 1, permitted(Events.struct(1), "auditors")),
                    Events.record(0, 2, permitted(Events.struct(2), "restricted")),
                    Events.record(0, 3, Events.struct(3)),
                    Events.record(0, 4, permitted(Events.struct(4), "")));
            archive.commit();

            List<SourceRecord> replayed = run(grant(archive, Grants.request().permissions("auditors", "internal")));

            assertThat(coordinates(replayed.subList(0, 1))).containsExactly("governed-0:1");
            assertThat(receipt(replayed, 1))
                    .containsEntry("records", 1L)
                    .containsEntry("withheld", 4L)
                    .containsEntry("outcome", "complete");
        }
    }

    @Test
    void replaysOnlyWhatIsCertainlyInItsScope() throws Exception {
        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            Struct unknown = permitted(Events.struct(1), "auditors").put("tenant_id", null);
            Struct masked = permitted(Events.struct(2), "auditors").put("tenant_id", "[EMAIL]");
            archive.put(
                    Events.record(0, 0, permitted(Events.struct(0), "auditors").put("tenant_id", "acme")),
                    Events.record(0, 1, unknown),
                    Events.record(0, 2, masked),
                    Events.record(0, 3, permitted(Events.struct(3), "auditors").put("tenant_id", "other")));
            archive.commit();

            List<SourceRecord> of = run(grant(archive, Grants.request().where("tenant_id = 'acme'")));
            offsets.clear();
            List<SourceRecord> not = run(grant(archive, Grants.request().where("not tenant_id = 'acme'")));

            assertThat(coordinates(of.subList(0, of.size() - 1))).containsExactly("governed-0:0");
            assertThat(coordinates(not.subList(0, not.size() - 1)))
                    .contains("governed-0:3")
                    .doesNotContain("governed-0:1");
        }
    }

    @Test
    void keepsToItsRangesOfOffsets() throws Exception {
        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            archive.put(events(0, 0, 100, offset -> offset));
            archive.commit();

            List<SourceRecord> replayed =
                    run(grant(archive, Grants.request().offsets("governed-0:98-500", "governed-0:3-5", "other-0:0-9")));

            assertThat(coordinates(replayed.subList(0, replayed.size() - 1)))
                    .containsExactly("governed-0:3", "governed-0:4", "governed-0:98", "governed-0:99");
        }
    }

    @Test
    void emitsNothingOfAScopeOverItsBudget() throws Exception {
        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            archive.put(events(0, 0, 20, offset -> offset));
            archive.commit();

            for (Grants request : List.of(
                    Grants.request().budget(19, 1_000_000), Grants.request().budget(20, 500))) {
                EvidenceReplaySourceTask task = start(grant(archive, request));
                assertThatExceptionOfType(ConnectException.class)
                        .isThrownBy(task::poll)
                        .withMessageContaining("its scope holds more than the");
                task.stop();
            }
            assertThat(offsets.isEmpty()).isTrue();
            assertThat(run(grant(archive, Grants.request().budget(20, 1_000_000))))
                    .hasSize(21);
        }
    }

    @Test
    void emitsNothingOutsideTheTimeOfItsGrant() throws Exception {
        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            archive.put(events(0, 0, 5, offset -> offset));
            archive.commit();
            ReplayGrant grant = grant(archive, Grants.request());

            for (Instant now : List.of(Grants.BEGIN.minusMillis(1), Grants.END)) {
                moveTo(now);
                EvidenceReplaySourceTask task = start(grant);
                assertThatExceptionOfType(ConnectException.class).isThrownBy(task::poll);
                task.stop();
            }
            assertThat(offsets.isEmpty()).isTrue();
        }
    }

    @Test
    void stopsWithAReceiptWhenItsGrantExpires() throws Exception {
        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            archive.put(events(0, 0, 900, offset -> offset));
            archive.commit();
            EvidenceReplaySourceTask task = start(grant(archive, Grants.request()));
            List<SourceRecord> before = deliver(task.poll());

            // When
            moveTo(Grants.END);
            List<SourceRecord> after = deliver(task.poll());

            // Then
            assertThat(before).hasSize(500);
            assertThat(after).hasSize(1);
            assertThat(receipt(after, 0)).containsEntry("outcome", "expired").containsEntry("records", 500L);
            assertThatExceptionOfType(ConnectException.class)
                    .isThrownBy(task::poll)
                    .withMessageContaining("it expired at");
            task.stop();
            EvidenceReplaySourceTask again = start(grant(archive, Grants.request()));
            assertThatExceptionOfType(ConnectException.class).isThrownBy(again::poll);
            again.stop();
        }
    }

    @Test
    void stopsForGoodWhenAKeyLosesItsTrust() throws Exception {
        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            archive.put(events(0, 0, 900, offset -> offset));
            archive.commit();
            EvidenceReplaySourceTask task = start(grant(archive, Grants.request()));
            deliver(task.poll());

            // When
            Files.writeString(trust(), Grants.REQUESTER.verificationKey().toPem());
            List<SourceRecord> after = deliver(task.poll());
            task.stop();

            // Then
            assertThat(receipt(after, 0)).containsEntry("outcome", "revoked").containsEntry("records", 500L);
            Files.writeString(trust(), ReplayConfigs.trustFile());
            EvidenceReplaySourceTask again = start(grant(archive, Grants.request()));
            assertThatExceptionOfType(ConnectException.class)
                    .isThrownBy(again::poll)
                    .withMessageContaining("when it was revoked");
            again.stop();
        }
    }

    private void moveTo(Instant instant) {
        clock.advanceMillis(instant.toEpochMilli() - clock.millis());
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.affidavit.archive.replay.connect.ReplayRecords;
import io.affidavit.archive.replay.grant.Grants;
import io.affidavit.archive.replay.grant.ReplayGrant;
import io.affidavit.core.contract.EventContract;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.tags.GovHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** Replays of tables that the sink writes. */
class EvidenceReplaySourceTaskIT extends ReplayFixture {

    @Test
    void replaysEverythingOnceInTheOrderOfOffsets() throws Exception {
        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            archive.open(1);
            // Given commits that interleave partitions and days
            for (long from = 0; from < 900; from += 300) {
                long first = from;
                archive.put(events(1, from, from + 300, offset -> offset));
                archive.put(events(0, from, from + 300, offset -> first == 300 ? offset - 86_400_000L : offset));
                archive.commit();
            }

            // When
            List<SourceRecord> replayed = run(grant(archive, Grants.request().budget(2_000, 10_000_000)));

            // Then
            assertThat(replayed).hasSize(1_801);
            assertThat(coordinates(replayed.subList(0, 1_800)))
                    .isEqualTo(LongStream.range(0, 1_800)
                            .mapToObj(i -> "governed-" + i / 900 + ":" + i % 900)
                            .toList());
            assertThat(run(grant(archive, Grants.request().budget(2_000, 10_000_000))))
                    .isEmpty();
        }
    }

    @Test
    void givesBackWhatWasArchived() throws Exception {
        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            Struct event = permitted(Events.struct(5), "auditors");
            ConnectHeaders headers = new ConnectHeaders();
            headers.addString(GovHeaders.LEGAL_HOLD, "case-7");
            headers.addString(GovHeaders.RETENTION_CLASS, "audit-7y");
            archive.put(Events.record(0, 5, event, headers));
            archive.commit();

            SourceRecord record = run(grant(archive, Grants.request())).get(0);

            assertThat(record.valueSchema()).isSameAs(EventContract.connectSchema());
            assertThat(record.value()).isEqualTo(event);
            assertThat(record.key()).isEqualTo("key-5");
            assertThat(record.topic()).isEqualTo("replay.audit-7");
            assertThat(record.timestamp()).isNull();
            assertThat(header(record, GovHeaders.REPLAY_GRANT)).isEqualTo("audit-7");
            assertThat(header(record, GovHeaders.REPLAY_TOPIC)).isEqualTo("governed");
            assertThat(header(record, GovHeaders.REPLAY_PARTITION)).isEqualTo("0");
            assertThat(header(record, GovHeaders.REPLAY_OFFSET)).isEqualTo("5");
            assertThat(header(record, GovHeaders.REPLAY)).isEqualTo("auditors");
            assertThat(header(record, GovHeaders.RETENTION_CLASS)).isEqualTo("audit-7y");
            assertThat(header(record, GovHeaders.LEGAL_HOLD)).isEqualTo("true");
            assertThat(header(record, GovHeaders.SCHEMA)).isEqualTo("ai.governance.event:1.0.0");
            assertThat(record.headers().lastWithName(GovHeaders.CONTROL)).isNull();
        }
    }

    /** A replay hands out texts, not references: those are of the way there, and may be gone. */
    @Test
    void givesBackInFullWhatWasOffloadedOnItsWay() throws Exception {
        String location = directory.resolve("content").toString();
        try (ArchiveHarness archive = ArchiveHarness.start(directory, Map.of("archive.content.location", location));
                OffloadContent<SinkRecord> offload = new OffloadContent<>()) {
            Struct event = permitted(Events.struct(5), "auditors");
            event.put(
                    "content",
                    new Struct(event.schema().field("content").schema())
                            .put("input_messages_json", "lorem ipsum ".repeat(100_000)));
            offload.configure(Map.of("archive.content.location", location));
            archive.put(offload.apply(Events.record(0, 5, event)));
            archive.commit();

            SourceRecord record =
                    run(grant(archive, Grants.request().budget(10, 10_000_000))).get(0);

            assertThat(record.value()).isEqualTo(event);
        }
    }

    @Test
    void replaysTablesOfTheRecordsOwnColumns() throws Exception {
        try (ArchiveHarness archive =
                ArchiveHarness.start(directory, Map.of("archive.schema", "record", "archive.event.time.field", "at"))) {
            Map<String, Object> value = new HashMap<>();
            value.put("at", Events.TIME);
            value.put("count", 7L);
            value.put("ratio", 0.5);
            value.put("names", List.of("a", "b"));
            value.put("lifecycle", Map.of("replay_permission", "auditors"));
            archive.put(Events.record(0, 0, JsonText.write(value)));
            archive.commit();

            Struct replayed =
                    (Struct) run(grant(archive, Grants.request())).get(0).value();

            assertThat(replayed.get("count")).isEqualTo(7L);
            assertThat(replayed.get("ratio")).isEqualTo(0.5);
            assertThat(replayed.get("names")).isEqualTo(List.of("a", "b"));
            assertThat(replayed.schema().fields())
                    .extracting(field -> field.name())
                    .doesNotContain("_kafka", "custody", "retention_class", "anomaly");
        }
    }

    @Test
    void refusesAnEarlierTableOfTheName() throws Exception {
        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            archive.put(events(0, 0, 5, offset -> offset));
            archive.commit();
            EvidenceReplaySourceTask task = start(
                    Grants.request().table("evidence.events", new UUID(7, 7)).approve());

            assertThatExceptionOfType(ConnectException.class)
                    .isThrownBy(task::poll)
                    .withMessageContaining("made later under its name");
            task.stop();
        }
    }

    @Test
    void refusesAnotherConfigurationWhenItStarts() throws Exception {
        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            ReplayGrant grant = grant(archive, Grants.request());

            for (String key : List.of("replay.topic", "replay.table", "name", "transforms")) {
                assertThatExceptionOfType(ConfigException.class)
                        .isThrownBy(() -> start(grant, Map.of(key, "a.nother")))
                        .withMessageContaining(key);
            }
        }
    }

    @Test
    void writesReceiptsWhereTheyAreWanted() throws Exception {
        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            archive.put(events(0, 0, 1, offset -> offset));
            archive.commit();

            List<SourceRecord> replayed =
                    run(grant(archive, Grants.request()), Map.of("replay.receipt.topic", "receipts"));

            SourceRecord receipt = replayed.get(1);
            assertThat(receipt.topic()).isEqualTo("receipts");
            assertThat(receipt.sourcePartition()).isInstanceOf(SortedMap.class);
            assertThat(header(receipt, GovHeaders.CONTROL)).isEqualTo(ReplayRecords.RECEIPT);
            assertThat(receipt.key()).isEqualTo(receipt(replayed, 1).get("id"));
            assertThat(receipt(replayed, 1))
                    .containsEntry("grant", "audit-7")
                    .containsEntry("approver", "A. Prover")
                    .containsEntry("at", "2026-11-22T06:00:00Z");
        }
    }
}

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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replays of tables that the sink writes. */
class EvidenceReplaySourceTaskIT {

    @TempDir
    private Path directory;

    private final ReplayOffsets offsets = new ReplayOffsets();
    private final ArchiveHarness.TickingClock clock = new ArchiveHarness.TickingClock(ArchiveHarness.NOW);

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

    private static ReplayGrant grant(ArchiveHarness archive, Grants request) {
        return request.table("evidence.events", archive.table().uuid()).approve();
    }

    private static List<SinkRecord> events(int partition, long from, long to, UnaryOperator<Long> later) {
        return LongStream.range(from, to)
                .mapToObj(offset -> Events.record(
                        partition,
                        offset,
                        permitted(Events.struct(offset), "auditors")
                                .put("event_time", new java.util.Date(Events.TIME + later.apply(offset)))))
                .toList();
    }

    private static Struct permitted(Struct event, String permission) {
        return event.put(
                "lifecycle",
                new Struct(event.schema().field("lifecycle").schema()).put("replay_permission", permission));
    }

    private Path trust() {
        return directory.resolve("replay-trust.pem");
    }

    private void moveTo(Instant instant) {
        clock.advanceMillis(instant.toEpochMilli() - clock.millis());
    }

    private EvidenceReplaySourceTask start(ReplayGrant grant) {
        return start(grant, Map.of());
    }

    private EvidenceReplaySourceTask start(ReplayGrant grant, Map<String, String> overrides) {
        Map<String, String> config = ReplayConfigs.config(directory, grant);
        try {
            if (!Files.exists(trust())) {
                Files.writeString(trust(), ReplayConfigs.trustFile());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        config.put("replay.trust.keys", trust().toString());
        config.putAll(overrides);
        EvidenceReplaySourceTask task = new EvidenceReplaySourceTask(clock);
        task.initialize(offsets.context());
        task.start(config);
        return task;
    }

    /** Runs a task until it has written its receipt, or has nothing to do. */
    private List<SourceRecord> run(ReplayGrant grant) throws InterruptedException {
        return run(grant, Map.of());
    }

    private List<SourceRecord> run(ReplayGrant grant, Map<String, String> overrides) throws InterruptedException {
        EvidenceReplaySourceTask task = start(grant, overrides);
        List<SourceRecord> all = new ArrayList<>();
        List<SourceRecord> batch;
        do {
            if (offsets.isDone()) {
                // ends the pause before it begins
                task.stop();
                assertThat(task.poll()).isNull();
                return all;
            }
            batch = deliver(task.poll());
            all.addAll(batch);
        } while (!isReceipt(batch));
        task.stop();
        return all;
    }

    private List<SourceRecord> deliver(List<SourceRecord> batch) {
        batch.forEach(record -> offsets.put(record.sourcePartition(), record.sourceOffset()));
        return batch;
    }

    private static boolean isReceipt(List<SourceRecord> batch) {
        return batch.get(batch.size() - 1).headers().lastWithName(GovHeaders.CONTROL) != null;
    }

    private static List<String> coordinates(List<SourceRecord> records) {
        return records.stream()
                .map(record -> header(record, GovHeaders.REPLAY_TOPIC) + "-"
                        + header(record, GovHeaders.REPLAY_PARTITION) + ":" + header(record, GovHeaders.REPLAY_OFFSET))
                .toList();
    }

    private static String header(SourceRecord record, String name) {
        return GovHeaders.text(record.headers(), name);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> receipt(List<SourceRecord> records, int index) {
        return (Map<String, Object>) JsonText.parse((String) records.get(index).value());
    }
}

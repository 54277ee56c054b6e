/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which table a record goes to, and what happens when there is none. */
class RoutingIT {

    private static final TopicPartition PARTITION = new TopicPartition(ArchiveHarness.TOPIC, 0);

    @TempDir
    Path directory;

    @Test
    void sendsEachTopicToItsTable() {
        try (ArchiveHarness archive =
                ArchiveHarness.start(directory, Tenants.config(Map.of("archive.table", "ai.${topic}")))) {
            // Given records of two topics, whose names no catalog would take
            archive.task.open(List.of(new TopicPartition("ai.Prompts", 0), new TopicPartition("ai.tools", 3)));

            // When they are archived
            archive.put(ofTopic("ai.Prompts", 0, 0), ofTopic("ai.Prompts", 0, 1), ofTopic("ai.tools", 3, 0));
            archive.commit();

            // Then each topic has a table of its own, and a position of its own
            assertThat(Tenants.offsets(archive))
                    .isEqualTo(Map.of("ai.ai___x50_rompts", List.of(0L, 1L), "ai.ai__tools", List.of(0L)));
            assertThat(archive.preCommit())
                    .containsEntry(new TopicPartition("ai.Prompts", 0), 2L)
                    .containsEntry(new TopicPartition("ai.tools", 3), 1L);
            Tenants.assertEveryTableVerifies(archive);
        }
    }

    @Test
    void sendsRecordsByHeader() {
        try (ArchiveHarness archive =
                ArchiveHarness.start(directory, Tenants.config(Map.of("archive.table", "ai.${header:region}_v1")))) {
            archive.put(
                    Events.record(0, 0, Events.struct(0), new ConnectHeaders().addString("region", "eu")),
                    Events.record(0, 1, Events.struct(1), new ConnectHeaders().addString("region", "us")),
                    Events.record(0, 2, Events.struct(2)));
            archive.commit();
            assertThat(Tenants.offsets(archive))
                    .isEqualTo(Map.of("ai.eu_v1", List.of(0L), "ai.us_v1", List.of(1L), Tenants.BOOK, List.of(2L)));
            assertThat(Tenants.rules(archive)).isEqualTo(Map.of(2L, "archive.route.value_missing"));
            Tenants.assertEveryTableVerifies(archive);
        }
    }

    @Test
    void leavesTablesAloneThatABatchHasNothingFor() {
        try (ArchiveHarness archive = Tenants.start(directory)) {
            archive.put(Tenants.of("a", 0), Tenants.of("b", 1));
            archive.commit();
            long snapshot = Tenants.table(archive, "ai.b").currentSnapshot().snapshotId();

            // When batches come that hold nothing, or nothing for one table
            archive.put(Tenants.of("a", 2), Events.tombstone(3));
            archive.commit();
            archive.put(Events.tombstone(4));
            archive.commit();

            // Then the other has no commit, and the position moves all the same
            assertThat(Tenants.table(archive, "ai.b").currentSnapshot().snapshotId())
                    .isEqualTo(snapshot);
            assertThat(archive.preCommit()).isEqualTo(Map.of(PARTITION, 5L));
            Tenants.assertEveryTableVerifies(archive);
        }
    }

    @Test
    void growsEachTableByItself() {
        try (ArchiveHarness archive =
                ArchiveHarness.start(directory, Tenants.config(Map.of("archive.schema", "record")))) {
            archive.put(
                    Events.record(0, 0, Map.of("tenant_id", "a", "score", 1L)),
                    Events.record(0, 1, Map.of("tenant_id", "b", "label", "x")),
                    Events.record(0, 2, Map.of("tenant_id", "a", "score", 0.5)));
            archive.commit();
            var a = Tenants.table(archive, "ai.a").schema();
            var b = Tenants.table(archive, "ai.b").schema();
            assertThat(a.findField("label")).isNull();
            assertThat(b.findField("label")).isNotNull();
            assertThat(a.findField("score")).isNotNull();
            Tenants.assertEveryTableVerifies(archive);
        }
    }

    @Test
    void quarantinesRecordsOfUnknownTables() {
        Map<String, String> config = Tenants.config(Map.of("archive.table.auto.create", "false"));
        try (ArchiveHarness archive = ArchiveHarness.start(directory, config)) {
            // Given no table of that name
            archive.put(Tenants.of("a", 0), Tenants.of("a", 1));
            archive.commit();

            // Then records are kept with a rule, and nothing was created
            assertThat(Tenants.rules(archive))
                    .isEqualTo(Map.of(0L, "archive.route.table_unknown", 1L, "archive.route.table_unknown"));
            assertThat(archive.catalog().listTables(Namespace.of("ai"))).hasSize(1);

            // When the table is created a while later, then it is used
            try (ArchiveHarness creator = Tenants.start(directory)) {
                creator.open(1);
                creator.put(Events.record(1, 0, tenant("a", 0)));
                creator.commit();
            }
            archive.clock.advanceMillis(31_000);
            archive.put(Tenants.of("a", 2));
            archive.commit();
            assertThat(Tenants.offsets(archive))
                    .isEqualTo(Map.of("ai.a", List.of(0L, 2L), Tenants.BOOK, List.of(0L, 1L)));
            Tenants.assertEveryTableVerifies(archive);
        }
    }

    @Test
    void failsOnUnknownTablesWhenTold() {
        Map<String, String> config =
                Tenants.config(Map.of("archive.table.auto.create", "false", "archive.unknown.table", "fail"));
        ArchiveHarness archive = ArchiveHarness.start(directory, config);
        assertThatThrownBy(() -> archive.put(Tenants.of("secret-canary", 0)))
                .isExactlyInstanceOf(ConnectException.class)
                .hasMessageContaining(ArchiveHarness.TOPIC + "-0@0")
                .hasMessageContaining("archive.table.auto.create")
                .hasMessageNotContaining("secret-canary");
        assertThat(archive.preCommit()).isEmpty();
        archive.close();
    }

    @Test
    void quarantinesRecordsOfTablesThatAreNoArchive() {
        try (ArchiveHarness archive = Tenants.start(directory)) {
            archive.catalog()
                    .createTable(
                            TableIdentifier.parse("ai.plain"),
                            new org.apache.iceberg.Schema(org.apache.iceberg.types.Types.NestedField.optional(
                                    1, "x", org.apache.iceberg.types.Types.LongType.get())));
            archive.put(Tenants.of("plain", 0), Tenants.of("refused", 1), Tenants.of("a", 2));
            archive.commit();
            assertThat(Tenants.rules(archive))
                    .isEqualTo(Map.of(0L, "archive.route.table_unusable", 1L, "archive.route.table_reserved"));
            assertThat(Tenants.offsets(archive)).containsEntry("ai.a", List.of(2L));
        }
    }

    @Test
    void quarantinesRecordsThatWouldNeedTooManyTables() {
        Map<String, String> config = Tenants.config(Map.of("archive.tables.max", "2"));
        try (ArchiveHarness archive = ArchiveHarness.start(directory, config)) {
            archive.put(Tenants.of("a", 0), Tenants.of("b", 1), Tenants.of("c", 2), Tenants.of("a", 3));
            archive.commit();
        }
        // When the task is started anew and others come first
        try (ArchiveHarness archive = ArchiveHarness.start(directory, config)) {
            archive.put(Tenants.of("c", 4), Tenants.of("d", 5), Tenants.of("b", 6), Tenants.of("a", 7));
            archive.commit();

            // Then the same two tables are used as before
            assertThat(Tenants.offsets(archive))
                    .isEqualTo(Map.of(
                            "ai.a", List.of(0L, 3L, 7L), "ai.b", List.of(1L, 6L), Tenants.BOOK, List.of(2L, 4L, 5L)));
            assertThat(Tenants.rules(archive).values()).containsOnly("archive.route.too_many_tables");
            Tenants.assertEveryTableVerifies(archive);
        }
    }

    @Test
    void opensTablesAgainThatItClosed() {
        try (ArchiveHarness archive = Tenants.start(directory)) {
            // Given more tables than stay open
            int tenants = 70;
            for (int round = 0; round < 2; round++) {
                List<SinkRecord> records = new ArrayList<>();
                for (int tenant = 0; tenant < tenants; tenant++) {
                    records.add(Tenants.of("t" + tenant, round * 100L + tenant));
                }
                archive.put(records);
                archive.commit();
            }

            // Then each has what belongs to it
            Map<String, List<Long>> offsets = new TreeMap<>(Tenants.offsets(archive));
            assertThat(offsets).hasSize(tenants);
            offsets.forEach((table, held) -> {
                long tenant = Long.parseLong(table.substring("ai.t".length()));
                assertThat(held).containsExactly(tenant, 100 + tenant);
            });
            ExactlyOnceIT.assertVerifies(Tenants.table(archive, "ai.t0"));

            // And one that was dropped while it was closed is not taken for a new one
            archive.catalog().dropTable(TableIdentifier.parse("ai.t0"), false);
            assertThatThrownBy(() -> archive.put(Tenants.of("t0", 300)))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("dropped");
            assertThat(archive.preCommit()).isEqualTo(Map.of(PARTITION, 170L));
        }
    }

    @Test
    void tablesCannotChangeTheirRole() {
        ArchiveHarness single = ArchiveHarness.start(
                directory, Map.of("archive.table", "ai.events", "archive.quarantine.table", Tenants.BOOK));
        single.put(Events.poison(0));
        single.commit();
        single.close();

        assertThatThrownBy(() -> Tenants.start(directory))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("archive.quarantine.table");

        Map<String, String> routed = Tenants.config(Map.of("archive.quarantine.table", "ai.book"));
        ArchiveHarness.start(directory, routed).close();
        assertThatThrownBy(() -> ArchiveHarness.start(
                        directory, Map.of("archive.table", "ai.events", "archive.quarantine.table", "ai.book")))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("keeps the book");
    }

    private static Struct tenant(String tenant, long offset) {
        Struct event = Events.struct(offset);
        event.put("tenant_id", tenant);
        return event;
    }

    private static SinkRecord ofTopic(String topic, int partition, long offset) {
        Struct event = Events.struct(offset);
        return new SinkRecord(
                topic, partition, null, "k", event.schema(), event, offset, 1L, TimestampType.CREATE_TIME);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static io.affidavit.archive.Events.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.tags.GovHeaders;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Type;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of records that are not simply rows. */
class RecordFatesIT {

    @TempDir
    Path directory;

    @Test
    void quarantinesPoisonAndGoesOn() {
        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            // Given records no row can be made of, between good ones
            Map<String, Object> wrongType = new TreeMap<>(Events.map(2));
            wrongType.put("revision", "not a number");
            Map<String, Object> incomplete = new TreeMap<>(Events.map(3));
            incomplete.remove("event_id");

            // When they are archived
            archive.put(
                    record(0),
                    Events.poison(1),
                    record(0, 2, wrongType),
                    record(0, 3, incomplete),
                    record(0, 4, "[1,2]"),
                    record(0, 5, 42L),
                    record(6));
            archive.commit();

            // Then each is in the quarantine with its rule and path
            assertThat(archive.offsets()).containsExactly(0L, 6L);
            assertThat(ArchiveHarness.rows(archive.quarantine()))
                    .extracting(row -> row.getField("rule") + "@" + row.getField("path"))
                    .containsExactlyInAnyOrder(
                            "archive.convert.invalid_json@null",
                            "archive.convert.type_mismatch@revision",
                            "archive.convert.missing_required@event_id",
                            "archive.convert.not_an_object@null",
                            "archive.convert.unsupported_value@null");
            assertThat(archive.preCommit()).containsEntry(new TopicPartition(ArchiveHarness.TOPIC, 0), 7L);
            ExactlyOnceIT.assertVerifies(archive.table());
            ExactlyOnceIT.assertVerifies(archive.quarantine());
        }
    }

    @Test
    void keepsQuarantinedPayloadAsCanonicalJsonUnlessTold() {
        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            archive.put(record(0, 0, Map.of("b", 1L, "a", List.of(true))));
            archive.commit();
            assertThat(ArchiveHarness.rows(archive.quarantine()))
                    .extracting(row -> row.getField("payload_json"))
                    .containsExactly("{\"a\":[true],\"b\":1}");
        }
        Map<String, String> without =
                Map.of("archive.quarantine.payload", "none", "archive.quarantine.table", "evidence.other");
        try (ArchiveHarness archive = ArchiveHarness.start(directory, without)) {
            archive.put(Events.poison(1));
            archive.commit();
            assertThat(ArchiveHarness.rows(archive.catalog()
                            .loadTable(org.apache.iceberg.catalog.TableIdentifier.parse("evidence.other"))))
                    .extracting(row -> row.getField("payload_json"))
                    .containsOnlyNulls();
        }
    }

    @Test
    void quarantineNamesTheSourceRowByValueOrHeaders() {
        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            // Given refused records that name their source row in the value, in headers, and not at all
            Map<String, Object> named = Map.of("source", Map.of("system", "litellm", "key", "row-0", "row_hash", "ab"));
            ConnectHeaders headers = new ConnectHeaders();
            headers.addString(GovHeaders.SOURCE_ENTITY, "SpendLogs");
            headers.addString(GovHeaders.SOURCE_KEY, "row-1");
            archive.put(record(0, 0, named), record(0, 1, "no JSON", headers), Events.poison(2));

            // When they are quarantined
            archive.commit();

            // Then the rows say which they were
            assertThat(ArchiveHarness.rows(archive.quarantine()))
                    .extracting(row -> (Record) row.getField("source"))
                    .extracting(source -> source == null
                            ? null
                            : source.getField("system") + "/" + source.getField("entity") + "/" + source.getField("key")
                                    + "/" + source.getField("row_hash"))
                    .containsExactlyInAnyOrder("litellm/null/row-0/ab", "null/SpendLogs/row-1/null", null);
            ExactlyOnceIT.assertVerifies(archive.quarantine());
        }
    }

    @Test
    void quarantinesWhatATransformRejected() {
        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            ConnectHeaders headers = new ConnectHeaders();
            headers.addString(GovHeaders.REJECT_RULE, "schema.version.future");
            headers.addString(GovHeaders.REJECT_PATH, "schema_version");
            archive.put(record(0, 0, Events.struct(0), headers));
            archive.commit();
            assertThat(archive.rows()).isEmpty();
            assertThat(ArchiveHarness.rows(archive.quarantine()))
                    .extracting(row -> row.getField("rule"), row -> row.getField("path"))
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("schema.version.future", "schema_version"));
        }
    }

    @Test
    void countsTombstonesAndControlRecordsWithoutArchivingThem() {
        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            // Given nothing but records that hold no event
            ConnectHeaders control = new ConnectHeaders();
            control.addString(GovHeaders.CONTROL, "manifest");
            archive.put(Events.tombstone(0), record(0, 1, Map.of("window", 4L), control), Events.tombstone(5));

            // When they are committed
            archive.commit();

            // Then the offsets move without a row
            assertThat(archive.rows()).isEmpty();
            assertThat(archive.preCommit()).containsEntry(new TopicPartition(ArchiveHarness.TOPIC, 0), 6L);
            ExactlyOnceIT.assertVerifies(archive.table());
        }
    }

    @Test
    void separatesHeldRecordsAndFailsClosed() {
        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            // Given holds by header, by damaged header and by value
            Struct flagged = Events.struct(3);
            flagged.put(
                    "lifecycle", new Struct(flagged.schema().field("lifecycle").schema()).put("legal_hold", true));
            archive.put(
                    record(0),
                    record(0, 1, Events.struct(1), Events.held("CASE-7")),
                    record(0, 2, Events.struct(2), Events.held(";;garbage;;")),
                    record(0, 3, flagged),
                    record(0, 4, Events.struct(4), Events.held("false")),
                    record(0, 5, "no json, but held", Events.held("CASE-7")));

            // When they are archived
            archive.commit();

            // Then held ones are in custody of hold, in files of their own, quarantined ones included
            assertThat(archive.rows())
                    .filteredOn(row -> row.getField("custody").equals("hold"))
                    .extracting(RecordFatesIT::offset)
                    .containsExactlyInAnyOrder(1L, 2L, 3L);
            assertThat(ArchiveHarness.rows(archive.quarantine()))
                    .extracting(row -> row.getField("custody"))
                    .containsExactly("hold");
            assertThat(
                            directory.resolve(
                                    "warehouse/evidence/events/data/retention_class=standard/custody=hold/event_time_day=2026-11-21"))
                    .isDirectory();
        }
    }

    @Test
    void takesTheRetentionClassFromHeaderThenValueThenDefault() {
        try (ArchiveHarness archive =
                ArchiveHarness.start(directory, Map.of("archive.retention.default.class", "short"))) {
            Struct labelled = Events.struct(1);
            labelled.put(
                    "lifecycle",
                    new Struct(labelled.schema().field("lifecycle").schema()).put("retention_class", "fin-7y"));
            archive.put(
                    record(0),
                    record(0, 1, labelled),
                    record(0, 2, Events.struct(2), Events.classed("hr-3y")),
                    record(0, 3, Events.struct(3), Events.classed("../../etc")));
            archive.commit();
            assertThat(archive.rows())
                    .extracting(row -> offset(row) + "=" + row.getField("retention_class"))
                    .containsExactlyInAnyOrder("0=short", "1=fin-7y", "2=hr-3y");
            assertThat(ArchiveHarness.rows(archive.quarantine()))
                    .extracting(row -> row.getField("rule"), row -> row.getField("retention_class"))
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("archive.tag.retention_class_invalid", "unlabelled"));
        }
    }

    @Test
    void quarantinesUnlabelledRecordsWhenTold() {
        try (ArchiveHarness archive =
                ArchiveHarness.start(directory, Map.of("archive.retention.untagged", "quarantine"))) {
            archive.put(record(0), record(0, 1, Events.struct(1), Events.classed("hr-3y")));
            archive.commit();
            assertThat(archive.offsets()).containsExactly(1L);
            assertThat(ArchiveHarness.rows(archive.quarantine()))
                    .extracting(row -> row.getField("rule"))
                    .containsExactly("archive.tag.retention_class_missing");
        }
    }

    @Test
    void clampsImplausibleEventTimes() {
        try (ArchiveHarness archive =
                ArchiveHarness.start(directory, Map.of("archive.event.time.max.lateness", "30d"))) {
            // Given an event of 1970 and one of 2099
            Map<String, Object> old = new TreeMap<>(Events.map(0));
            old.put("event_time", 1_000L);
            Map<String, Object> future = new TreeMap<>(Events.map(1));
            future.put("event_time", 4_085_000_000_000L);
            Map<String, Object> without = new TreeMap<>(Events.map(2));
            without.remove("event_time");

            // When they are archived
            archive.put(record(0, 0, old), record(0, 1, future), record(0, 2, without));
            archive.commit();

            // Then they are filed under the day of ingestion, and say so
            assertThat(archive.rows())
                    .extracting(row -> offset(row) + "=" + row.getField("anomaly") + "@"
                            + ((java.time.OffsetDateTime) row.getField("event_time")).toInstant())
                    .containsExactlyInAnyOrder(
                            "0=event_time_clamped:1000@2026-11-22T06:00:00Z",
                            "1=event_time_clamped:4085000000000@2026-11-22T06:00:00Z",
                            "2=event_time_missing@2026-11-22T06:00:00Z");
        }
    }

    @Test
    void growsTheSchemaWithoutLosingAField() {
        try (ArchiveHarness archive = ArchiveHarness.start(directory, Map.of("archive.schema", "record"))) {
            // Given records that bring ever more, and wider, fields
            Schema narrow = SchemaBuilder.struct()
                    .field("id", Schema.INT32_SCHEMA)
                    .field("score", Schema.FLOAT32_SCHEMA)
                    .field(
                            "who",
                            SchemaBuilder.struct()
                                    .field("name", Schema.STRING_SCHEMA)
                                    .build())
                    .build();
            Struct first = new Struct(narrow)
                    .put("id", 1)
                    .put("score", 0.5f)
                    .put("who", new Struct(narrow.field("who").schema()).put("name", "a"));
            Map<String, Object> second = Map.of(
                    "id", 1L << 40, "score", 0.1, "who", Map.of("name", "b", "team", "red"), "tags", List.of("x", "y"));
            Map<String, Object> third =
                    Map.of("id", 3L, "items", List.of(Map.of("sku", "s1"), Map.of("sku", "s2", "count", 4L)));

            // When they are archived in one batch
            archive.put(record(0, 0, first), record(0, 1, second), record(0, 2, third));
            archive.commit();

            // Then the table has grown and holds everything
            var schema = archive.table().schema();
            assertThat(schema.findType("id").typeId()).isEqualTo(Type.TypeID.LONG);
            assertThat(schema.findType("score").typeId()).isEqualTo(Type.TypeID.DOUBLE);
            assertThat(schema.findType("who.team").typeId()).isEqualTo(Type.TypeID.STRING);
            Map<Long, Record> rows = new TreeMap<>();
            archive.rows().forEach(row -> rows.put(offset(row), row));
            assertThat(rows.get(0L).getField("id")).isEqualTo(1L);
            assertThat(rows.get(1L).getField("id")).isEqualTo(1L << 40);
            assertThat(rows.get(1L).getField("tags")).isEqualTo(List.of("x", "y"));
            assertThat(((Record) ((List<?>) rows.get(2L).getField("items")).get(1)).getField("count"))
                    .isEqualTo(4L);
            assertThat(archive.quarantine().currentSnapshot()).isNull();
            ExactlyOnceIT.assertVerifies(archive.table());
        }
    }

    @Test
    void quarantinesUnknownFieldsWhenTheSchemaMayNotGrow() {
        try (ArchiveHarness archive = ArchiveHarness.start(directory, Map.of("archive.schema.evolution", "none"))) {
            Map<String, Object> event = new TreeMap<>(Events.map(0));
            event.put("surprise", "x");
            archive.put(record(0, 0, event));
            archive.commit();
            assertThat(ArchiveHarness.rows(archive.quarantine()))
                    .extracting(row -> row.getField("rule"), row -> row.getField("path"))
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("archive.convert.unknown_field", "surprise"));
        }
    }

    private static long offset(Record row) {
        return (Long) ((Record) row.getField("_kafka")).getField("offset");
    }
}

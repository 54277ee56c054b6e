/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.core.data.JsonSize;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.tags.GovHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.iceberg.data.Record;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes that are too large for a topic, from the transform that takes them out to the row that holds them. */
class LargeBytesIT {

    private static final int SIZE = 1 << 20;
    private static final Schema PART = SchemaBuilder.struct()
            .optional()
            .field("audio", Schema.OPTIONAL_BYTES_SCHEMA)
            .build();
    private static final Schema SCHEMA = SchemaBuilder.struct()
            .field("id", Schema.STRING_SCHEMA)
            .field("image", Schema.OPTIONAL_BYTES_SCHEMA)
            .field("part", PART)
            .field("small", Schema.OPTIONAL_BYTES_SCHEMA)
            .build();

    @TempDir
    Path directory;

    @Test
    void archivesAsBytesWhatTheTopicCouldNotHold() {
        // Given bytes that are no text, at two depths, as arrays and as buffers
        byte[] image = bytes(1);
        ByteBuffer audio = ByteBuffer.wrap(bytes(2)).asReadOnlyBuffer();
        Struct value = struct("a", image, audio);
        SinkRecord whole = Events.record(0, 0, value);

        // When they are offloaded and archived
        SinkRecord offloaded = offload(whole);
        try (ArchiveHarness archive = start()) {
            archive.put(offloaded);
            archive.commit();

            // Then what travels is small, of the same schema, and says what it stands for
            assertThat(JsonSize.of(offloaded.value())).isLessThan(16_384);
            assertThat(offloaded.valueSchema()).isSameAs(SCHEMA);
            ((Struct) offloaded.value()).validate();
            assertThat(GovHeaders.text(offloaded.headers(), GovHeaders.CONTENT))
                    .contains("\"place\":\"/image\"", "\"place\":\"/part/audio\"", "\"type\":\"bytes\"");
            // And the row holds the bytes
            Record row = archive.rows().get(0);
            assertThat(row.getField("image")).isEqualTo(ByteBuffer.wrap(image));
            assertThat(((Record) row.getField("part")).getField("audio")).isEqualTo(ByteBuffer.wrap(bytes(2)));
            assertThat(row.getField("small")).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
            ExactlyOnceIT.assertVerifies(archive.table());
        }
        // And what was given is as it was
        assertThat(value.getBytes("image")).isSameAs(image).isEqualTo(bytes(1));
        assertThat(audio.remaining()).isEqualTo(SIZE);
        assertThat(GovHeaders.has(whole.headers(), GovHeaders.CONTENT)).isFalse();
    }

    @Test
    void bringsBytesHomeInTheShapeThatAConverterGaveThem() {
        // Given a record whose bytes went through JSON, which writes them in base64
        SinkRecord offloaded = offload(Events.record(0, 1, struct("b", bytes(3), null)));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", "b");
        json.put("image", base64(((Struct) offloaded.value()).getBytes("image")));
        json.put("small", base64(new byte[] {1, 2}));
        // And a document that was bytes as a whole
        Map<String, Object> document = Map.of("id", "c", "text", "x".repeat(SIZE));
        SinkRecord bytes = offload(Events.record(0, 3, JsonText.write(document).getBytes(StandardCharsets.UTF_8)));

        try (ArchiveHarness archive = start()) {
            // When they are archived, the first into a table that knows its columns
            archive.put(
                    Events.record(0, 0, struct("a", bytes(1), null)),
                    Events.record(0, 1, JsonText.write(json), offloaded.headers()),
                    Events.record(0, 2, json, offloaded.headers()),
                    bytes,
                    Events.record(0, 4, new String((byte[]) bytes.value(), StandardCharsets.UTF_8), bytes.headers()));
            archive.commit();

            // Then each row holds what was taken out
            assertThat(ArchiveHarness.rows(archive.quarantine())).isEmpty();
            assertThat(archive.offsets()).containsExactly(0L, 1L, 2L, 3L, 4L);
            List<Record> rows = archive.rows();
            assertThat(rows.stream().filter(row -> "b".equals(row.getField("id"))))
                    .hasSize(2)
                    .allSatisfy(row -> assertThat(row.getField("image")).isEqualTo(ByteBuffer.wrap(bytes(3))));
            assertThat(rows.stream().filter(row -> "c".equals(row.getField("id"))))
                    .hasSize(2)
                    .allSatisfy(row -> assertThat(row.getField("text")).isEqualTo("x".repeat(SIZE)));
        }
    }

    @Test
    void refusesAPlaceThatHoldsOtherBytesAndPassesTombstones() {
        SinkRecord offloaded = offload(Events.record(0, 0, struct("a", bytes(1), null)));
        SinkRecord tombstone = Events.tombstone(1);
        assertThat(offload(tombstone)).isSameAs(tombstone);
        try (ArchiveHarness archive = start()) {
            archive.put(
                    Events.record(0, 0, struct("a", new byte[] {1}, null), offloaded.headers()),
                    Events.record(0, 1, Map.of("id", "b", "image", "AQ=="), offloaded.headers()),
                    Events.record(
                            0,
                            2,
                            Map.of("id", "c"),
                            new ConnectHeaders()
                                    .addString(
                                            GovHeaders.CONTENT,
                                            GovHeaders.text(offloaded.headers(), GovHeaders.CONTENT)
                                                    .replace("\"type\":\"bytes\"", "\"type\":\"other\""))));
            archive.commit();

            assertThat(archive.offsets()).isEmpty();
            assertThat(ArchiveHarness.rows(archive.quarantine()).stream().map(row -> row.getField("rule")))
                    .hasSize(3)
                    .containsOnly("archive.content.invalid_reference");
        }
    }

    private ArchiveHarness start() {
        return ArchiveHarness.start(
                directory,
                Map.of(
                        "archive.schema",
                        "record",
                        "archive.content.location",
                        directory.resolve("content").toString()));
    }

    private SinkRecord offload(SinkRecord record) {
        try (OffloadContent<SinkRecord> transform = new OffloadContent<>(Clock.systemUTC())) {
            transform.configure(Map.of(
                    "archive.content.location",
                    directory.resolve("content").toString(),
                    "content.record.max.bytes",
                    "16384"));
            return transform.apply(record);
        }
    }

    private static Struct struct(String id, byte[] image, ByteBuffer audio) {
        return new Struct(SCHEMA)
                .put("id", id)
                .put("image", image)
                .put("part", audio == null ? null : new Struct(PART).put("audio", audio))
                .put("small", new byte[] {1, 2});
    }

    private static byte[] bytes(long seed) {
        byte[] bytes = new byte[SIZE];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}

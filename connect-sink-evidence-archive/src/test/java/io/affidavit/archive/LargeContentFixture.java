/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.iceberg.data.Record;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.io.TempDir;

/** Events with texts that are too large for a topic, the area these are put in, and an archive that reads it. */
abstract class LargeContentFixture {

    static final int LIMIT = 786_432;
    static final String CANARY = "canary-of-the-large-text";

    @TempDir
    Path directory;

    void archiveOf(SinkRecord offloaded, Map<String, String> overrides) {
        try (ArchiveHarness archive = start(overrides)) {
            archive.put(offloaded);
            archive.commit();
            assertThat(archive.offsets()).containsExactly(0L);
        }
    }

    ArchiveHarness start(Map<String, String> overrides) {
        Map<String, String> config = new HashMap<>(overrides);
        config.put(
                "archive.content.location",
                "file:" + directory.resolve("content").toAbsolutePath());
        return ArchiveHarness.start(directory, config);
    }

    SinkRecord offload(SinkRecord record) {
        try (OffloadContent<SinkRecord> transform = transform(Clock.systemUTC(), LIMIT)) {
            return transform.apply(record);
        }
    }

    OffloadContent<SinkRecord> transform(Clock clock, int limit) {
        OffloadContent<SinkRecord> transform = new OffloadContent<>(clock);
        transform.configure(Map.of(
                "archive.content.location",
                directory.resolve("content").toString(),
                "content.record.max.bytes",
                Integer.toString(limit)));
        return transform;
    }

    /** What is in the area, newest first. */
    List<Path> content() {
        Path area = directory.resolve("content");
        if (Files.notExists(area)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(area)) {
            return files.filter(Files::isRegularFile)
                    .sorted((one, other) -> modified(other).compareTo(modified(one)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SinkRecord large(long offset, int size) {
        return large(offset, size, 0);
    }

    static SinkRecord large(long offset, int input, int output) {
        Struct event = Events.struct(offset);
        Struct content = new Struct(event.schema().field("content").schema())
                .put("input_messages_json", text(offset, input))
                .put("output_messages_json", output == 0 ? null : text(offset, output));
        return Events.record(0, offset, event.put("content", content));
    }

    static SinkRecord large(long offset, int size, SplittableRandom random) {
        StringBuilder text = new StringBuilder(size);
        while (text.length() < size) {
            text.append(Long.toString(random.nextLong(), 36));
        }
        Struct event = Events.struct(offset);
        return Events.record(
                0,
                offset,
                event.put(
                        "content",
                        new Struct(event.schema().field("content").schema())
                                .put("input_messages_json", text.toString())));
    }

    static String text(long offset, int size) {
        String head = CANARY + "-" + offset + ". \u00e9\ud83d\ude00 ";
        return head + "lorem ipsum ".repeat(size / 12);
    }

    static SinkRecord with(SinkRecord record, long offset, Object value) {
        return Events.record(0, offset, value, record.headers());
    }

    static String prompt(Struct event) {
        return event.getStruct("content").getString("input_messages_json");
    }

    static String prompt(ArchiveHarness archive, long offset) {
        return archive.rows().stream()
                .filter(row ->
                        ((Record) row.getField("_kafka")).getField("offset").equals(offset))
                .findFirst()
                .map(LargeContentFixture::prompt)
                .orElse(null);
    }

    static String prompt(Record row) {
        Record content = (Record) row.getField("content");
        return content == null ? null : (String) content.getField("input_messages_json");
    }
}

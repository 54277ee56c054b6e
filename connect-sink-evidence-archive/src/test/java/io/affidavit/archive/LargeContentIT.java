/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static io.affidavit.archive.ExactlyOnceIT.assertVerifies;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.archive.content.ContentArea;
import io.affidavit.archive.content.ContentSweep;
import io.affidavit.archive.erase.Eraser;
import io.affidavit.archive.erase.ErasureRequest;
import io.affidavit.archive.erase.Subject;
import io.affidavit.archive.erase.SubjectTerm;
import io.affidavit.archive.expiry.Expirer;
import io.affidavit.archive.removal.Holding;
import io.affidavit.archive.removal.Progress;
import io.affidavit.archive.removal.Upkeep;
import io.affidavit.archive.retention.Retention;
import io.affidavit.core.content.Offloaded;
import io.affidavit.core.data.JsonSize;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.policy.PolicyReader;
import io.affidavit.core.tags.GovHeaders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Values;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts that are too large for a topic, from the transform that takes them out to the row that holds them. */
class LargeContentIT {

    private static final int LIMIT = 786_432;
    private static final String CANARY = "canary-of-the-large-text";

    @TempDir
    Path directory;

    @Test
    void archivesAsAWholeWhatTheTopicCouldNotHold() {
        SinkRecord offloaded = offload(large(0, 5 << 20));
        assertThat(JsonSize.of(offloaded.value())).isLessThan(LIMIT);
        assertThat(offloaded.value().toString()).doesNotContain(CANARY);
        assertThat(offloaded.headers().lastWithName(GovHeaders.CONTENT).value().toString())
                .doesNotContain(CANARY);

        try (ArchiveHarness archive = start(Map.of())) {
            archive.put(offloaded, offload(Events.record(1)), json(offload(large(2, 2 << 20))));
            archive.commit();

            assertThat(archive.offsets()).containsExactly(0L, 1L, 2L);
            assertThat(prompt(archive, 0)).isEqualTo(text(0, 5 << 20));
            assertThat(prompt(archive, 1)).isNull();
            assertThat(prompt(archive, 2)).isEqualTo(text(2, 2 << 20));
            assertThat(ArchiveHarness.rows(archive.quarantine())).isEmpty();
            assertVerifies(archive.table());
        }
    }

    @Test
    void leavesSmallRecordsAndControlRecordsAlone() {
        SinkRecord small = Events.record(0);
        SinkRecord control = Events.record(
                0, 1, "x".repeat(LIMIT + 1), new ConnectHeaders().addString(GovHeaders.CONTROL, "statement"));

        assertThat(offload(small)).isSameAs(small);
        assertThat(offload(control)).isSameAs(control);
        assertThat(content()).isEmpty();
    }

    @Test
    void takesTheWholeValueWhereItIsOneText() {
        Map<String, Object> event = Events.map(0);
        event.put("content", Map.of("input_messages_json", text(0, 2 << 20)));
        SinkRecord offloaded = offload(Events.record(0, 0, JsonText.write(event)));
        assertThat(offloaded.value().toString()).hasSizeLessThan(300);

        try (ArchiveHarness archive = start(Map.of())) {
            // As text, as bytes, and as another converter reads the same bytes
            archive.put(
                    offloaded,
                    with(offloaded, 1, offloaded.value().toString().getBytes(ISO_8859_1)),
                    with(offloaded, 2, JsonText.parse(offloaded.value().toString())));
            archive.commit();

            assertThat(archive.offsets()).containsExactly(0L, 1L, 2L);
            assertThat(archive.rows()).allSatisfy(row -> assertThat(prompt(row)).isEqualTo(text(0, 2 << 20)));
        }
    }

    @Test
    void whatIsOffloadedAgainKeepsItsFirstReferences() {
        SinkRecord twice;
        try (OffloadContent<SinkRecord> smaller = transform(Clock.systemUTC(), 20_000)) {
            twice = smaller.apply(offload(large(0, 2 << 20, 100_000)));
        }
        assertThat(Offloaded.read(GovHeaders.text(twice.headers(), GovHeaders.CONTENT)))
                .hasSize(2);

        try (ArchiveHarness archive = start(Map.of())) {
            archive.put(twice);
            archive.commit();

            assertThat(prompt(archive, 0)).isEqualTo(text(0, 2 << 20));
        }
    }

    @Test
    void refusesARecordThatIsTooLargeWithoutItsTextsWithoutShowingIt() {
        Map<String, Object> many = new HashMap<>();
        for (int i = 0; i < 2_000; i++) {
            many.put(CANARY + i, "x".repeat(1_000));
        }

        assertThatThrownBy(() -> offload(Events.record(0, 0, many)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("content.record.max.bytes")
                .hasMessageNotContaining(CANARY);
    }

    @Test
    void saysWhereItCannotStoreAndSendsNothing() throws IOException {
        Files.writeString(directory.resolve("content"), "no directory");

        assertThatThrownBy(() -> offload(large(0, 2 << 20)))
                .isInstanceOf(RetriableException.class)
                .hasMessageContaining(directory.resolve("content").toString())
                .hasMessageNotContaining(CANARY);
    }

    @Test
    void isErasedHeldAndExpiredWithItsRow() {
        try (ArchiveHarness archive = start(Map.of())) {
            // Given rows whose bytes can be looked through: one to be erased, one held, one to expire
            archive.table()
                    .updateProperties()
                    .set(TableProperties.PARQUET_COMPRESSION, "uncompressed")
                    .commit();
            archive.put(Events.record(0));
            archive.commit();
            HoldActions.place(archive.table(), "case-7", "tenant_id = 'tenant-2'");
            archive.put(offload(large(1, 2 << 20)));
            archive.commit();
            archive.put(offload(large(1, 2 << 20)), offload(large(2, 2 << 20)), offload(large(3, 2 << 20)));
            archive.commit();
            assertThat(canaries()).containsExactly(true, true, true);

            // When one subject is erased
            Upkeep upkeep = upkeep(archive);
            Eraser eraser = new Eraser(upkeep);
            eraser.erase(
                    eraser.plan(Subject.of(List.of(SubjectTerm.parse("tenant_id=tenant-1")))),
                    new ErasureRequest("j.doe", "a.smith", "request", "DSR-17"),
                    Duration.ZERO);
            List<Progress> erased = eraser.advance();

            // Then its text is gone with its row, certified, and nothing else is
            assertThat(erased).singleElement().isInstanceOf(Progress.Certified.class);
            assertThat(canaries()).containsExactly(false, true, true);
            assertVerifies(archive.table());

            // When the term of all is over
            assertThat(expire(archive)).isNotEmpty();

            // Then the held text alone stays, in the table and on the branch
            assertThat(archive.offsets()).containsExactly(2L);
            assertThat(prompt(archive, 2)).isEqualTo(text(2, 2 << 20));
            assertThat(canaries()).containsExactly(false, true, false);
            assertVerifies(archive.table());

            // And goes with the hold
            HoldActions.release(archive.table(), "case-7");
            assertThat(expire(archive)).isNotEmpty().allMatch(Progress.Certified.class::isInstance);
            assertThat(canaries()).containsExactly(false, false, false);
            assertVerifies(archive.table());
        }
    }

    @Test
    void stopsAtContentThatIsLostAndGoesOnWhenItIsBack() throws IOException {
        SinkRecord offloaded = offload(large(0, 2 << 20));
        Path object = content().get(0);
        byte[] bytes = Files.readAllBytes(object);

        Files.delete(object);
        assertThatThrownBy(() -> archiveOf(offloaded, Map.of()))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("governed-0@0")
                .hasMessageContaining("is missing")
                .hasMessageContaining("archive.content.lost=quarantine");
        Files.writeString(object, "something else");
        assertThatThrownBy(() -> archiveOf(offloaded, Map.of())).hasMessageContaining("is altered");

        Files.write(object, bytes);
        archiveOf(offloaded, Map.of());
    }

    @Test
    void quarantinesWhatIsLostWhereThatIsWanted() throws IOException {
        SinkRecord missing = offload(large(0, 2 << 20));
        Files.delete(content().get(0));
        SinkRecord altered = offload(large(1, 2 << 20));
        byte[] bytes = Files.readAllBytes(content().get(0));
        bytes[bytes.length / 2] ^= 1;
        Files.write(content().get(0), bytes);
        SinkRecord whole = offload(large(2, 2 << 20));
        SinkRecord elsewhere = with(whole, 3, Events.struct(3));
        SinkRecord unreadable = Events.record(
                0, 4, Events.struct(4), new ConnectHeaders().addString(GovHeaders.CONTENT, "[" + CANARY + "]"));

        try (ArchiveHarness archive =
                start(Map.of("archive.content.lost", "quarantine", "archive.quarantine.payload", "full"))) {
            archive.put(missing, altered, whole, elsewhere, unreadable);
            archive.commit();

            assertThat(archive.offsets()).containsExactly(2L);
            assertThat(ArchiveHarness.rows(archive.quarantine()).stream().map(row -> row.getField("rule")))
                    .containsExactlyInAnyOrder(
                            "archive.content.missing",
                            "archive.content.altered",
                            "archive.content.invalid_reference",
                            "archive.content.invalid_reference");
            assertThat(ArchiveHarness.rows(archive.quarantine()).stream()
                            .filter(row -> "archive.content.missing".equals(row.getField("rule"))))
                    .singleElement()
                    .satisfies(row -> {
                        assertThat(row.getField("path")).isEqualTo("/content/input_messages_json");
                        assertThat(row.getField("payload_json").toString()).contains("content_ref");
                    });
        }
    }

    /** The default converter of headers guesses types, and makes a list of maps of this one. */
    @Test
    void takesReferencesAsTheDefaultHeaderConverterReadsThem() {
        SinkRecord offloaded = offload(large(0, 2 << 20));
        String header = GovHeaders.text(offloaded.headers(), GovHeaders.CONTENT);
        Object guessed = Values.parseString(header).value() instanceof List<?> list ? list : JsonText.parse(header);
        offloaded.headers().remove(GovHeaders.CONTENT);
        offloaded.headers().add(GovHeaders.CONTENT, guessed, null);

        archiveOf(offloaded, Map.of());
    }

    @Test
    void refusesMoreThanMayBeInMemory() {
        SinkRecord offloaded = offload(large(0, 2 << 20));

        try (ArchiveHarness archive = start(Map.of("archive.content.max.bytes", "1000000"))) {
            archive.put(offloaded);
            archive.commit();

            assertThat(ArchiveHarness.rows(archive.quarantine()))
                    .singleElement()
                    .satisfies(row -> assertThat(row.getField("rule")).isEqualTo("archive.content.too_large"));
        }
    }

    @Test
    void quarantinesTheTextsOfARecordThatIsRefusedForAnotherReason() {
        SinkRecord offloaded = offload(large(0, 2 << 20));
        offloaded.headers().addString(GovHeaders.REJECT_RULE, "some.rule");

        try (ArchiveHarness archive = start(Map.of("archive.quarantine.payload", "full"))) {
            archive.put(offloaded);
            archive.commit();

            assertThat(ArchiveHarness.rows(archive.quarantine()))
                    .singleElement()
                    .satisfies(row ->
                            assertThat(row.getField("payload_json").toString()).contains(CANARY + "-0."));
        }
    }

    @Test
    void stopsWhereItWasNotToldWhereContentIs() {
        SinkRecord offloaded = offload(large(0, 2 << 20));

        try (ArchiveHarness archive = ArchiveHarness.start(directory)) {
            assertThatThrownBy(() -> archive.put(offloaded))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("archive.content.location is not set");
        }
    }

    @Test
    void takesATextThatLooksLikeAReferenceForAText() {
        SinkRecord offloaded = offload(large(0, 2 << 20));
        String reference = prompt((Struct) offloaded.value());
        Struct copied = Events.struct(1);
        copied.put(
                "content", new Struct(copied.schema().field("content").schema()).put("input_messages_json", reference));

        try (ArchiveHarness archive = start(Map.of())) {
            archive.put(offloaded, Events.record(0, 1, copied));
            archive.commit();

            assertThat(prompt(archive, 1)).isEqualTo(reference);
        }
    }

    @Test
    void readsAgainWhenTheStoreIsBack() throws IOException {
        SinkRecord offloaded = offload(large(0, 2 << 20));
        Path object = content().get(0);
        Path aside = directory.resolve("aside");

        try (ArchiveHarness archive = start(Map.of())) {
            // Given a store that fails: a directory cannot be read
            Files.move(object, aside);
            Files.createDirectory(object);
            archive.put(offloaded);
            archive.commit();
            assertThat(archive.rows()).isEmpty();
            assertThat(ArchiveHarness.rows(archive.quarantine())).isEmpty();

            // When it is back
            Files.delete(object);
            Files.move(aside, object);
            archive.put(offloaded);
            archive.commit();

            // Then
            assertThat(prompt(archive, 0)).isEqualTo(text(0, 2 << 20));
        }
    }

    @Test
    void sweepsWhatIsOlderThanAnyRecordAndNothingElse() throws IOException {
        Clock first = Clock.fixed(Instant.parse("2026-11-20T23:59:59Z"), ZoneOffset.UTC);
        Clock second = Clock.fixed(Instant.parse("2026-11-21T00:00:00Z"), ZoneOffset.UTC);
        try (OffloadContent<SinkRecord> one = transform(first, LIMIT);
                OffloadContent<SinkRecord> other = transform(second, LIMIT)) {
            // One whose record never came to be is an object like any other
            one.apply(large(0, 2 << 20));
            one.apply(large(0, 2 << 20));
            other.apply(large(1, 2 << 20));
        }
        Path foreign = Files.createDirectories(directory.resolve("content/2026-11-20/deeper"))
                .resolve("not-ours");
        Files.writeString(foreign, "x");
        Files.writeString(directory.resolve("content/notes"), "x");

        assertThat(sweepAt("2026-11-21T12:00:00Z")).isZero();
        assertThat(content()).hasSize(5);
        assertThat(sweepAt("2026-11-22T00:00:01Z")).isEqualTo(2);
        assertThat(content().stream()
                        .map(Path::getParent)
                        .map(Path::getFileName)
                        .map(Path::toString))
                .containsExactlyInAnyOrder("2026-11-21", "deeper", "content");
    }

    /** Without a bound on what is gathered before Parquet looks at its size, these were one row group of 96 MB. */
    @Test
    void largeRowsAreGatheredByBytes() throws IOException {
        try (ArchiveHarness archive = start(Map.of())) {
            SplittableRandom random = new SplittableRandom(7);
            for (long offset = 0; offset < 24; offset++) {
                archive.put(offload(large(offset, 4 << 20, random)));
            }
            archive.commit();

            assertThat(archive.rows()).hasSize(24);
            assertThat(rowGroups(archive.table())).isGreaterThan(1);
            assertVerifies(archive.table());
        }
    }

    private void archiveOf(SinkRecord offloaded, Map<String, String> overrides) {
        try (ArchiveHarness archive = start(overrides)) {
            archive.put(offloaded);
            archive.commit();
            assertThat(archive.offsets()).containsExactly(0L);
        }
    }

    private int sweepAt(String now) {
        try (ContentArea area =
                ContentArea.open(Map.of(), directory.resolve("content").toString(), Clock.systemUTC())) {
            return new ContentSweep(area, Duration.ofDays(1)).run(Instant.parse(now));
        }
    }

    private ArchiveHarness start(Map<String, String> overrides) {
        Map<String, String> config = new HashMap<>(overrides);
        config.put(
                "archive.content.location",
                "file:" + directory.resolve("content").toAbsolutePath());
        return ArchiveHarness.start(directory, config);
    }

    private SinkRecord offload(SinkRecord record) {
        try (OffloadContent<SinkRecord> transform = transform(Clock.systemUTC(), LIMIT)) {
            return transform.apply(record);
        }
    }

    private OffloadContent<SinkRecord> transform(Clock clock, int limit) {
        OffloadContent<SinkRecord> transform = new OffloadContent<>(clock);
        transform.configure(Map.of(
                "archive.content.location",
                directory.resolve("content").toString(),
                "content.record.max.bytes",
                Integer.toString(limit)));
        return transform;
    }

    /** What is in the area, newest first. */
    private List<Path> content() {
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

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the texts of the records 1 to 3 are anywhere in the warehouse. */
    private List<Boolean> canaries() {
        boolean[] found = new boolean[4];
        try (Stream<Path> files = Files.walk(directory.resolve("warehouse"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = new String(Files.readAllBytes(file), ISO_8859_1);
                for (int i = 1; i <= 3; i++) {
                    found[i] |= bytes.contains(CANARY + "-" + i + ".");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of(found[1], found[2], found[3]);
    }

    private static Upkeep upkeep(ArchiveHarness archive) {
        return new Upkeep(
                archive::table,
                Holding::of,
                ArchiveHarness.KEY,
                "test",
                Duration.ofSeconds(20),
                Clock.fixed(Instant.parse("2027-06-01T00:00:00Z"), ZoneOffset.UTC));
    }

    private static List<Progress> expire(ArchiveHarness archive) {
        Expirer expirer = new Expirer(upkeep(archive));
        expirer.drop(
                expirer.plan(Retention.of(
                        PolicyReader.read("{id: terms, version: 1, retention: {standard: {duration: 30d}}}"))),
                Duration.ZERO);
        return expirer.remover().advance();
    }

    private static int rowGroups(Table table) throws IOException {
        int groups = 0;
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            for (FileScanTask task : tasks) {
                groups += task.file().splitOffsets().size();
            }
        }
        return groups;
    }

    private static SinkRecord large(long offset, int size) {
        return large(offset, size, 0);
    }

    private static SinkRecord large(long offset, int input, int output) {
        Struct event = Events.struct(offset);
        Struct content = new Struct(event.schema().field("content").schema())
                .put("input_messages_json", text(offset, input))
                .put("output_messages_json", output == 0 ? null : text(offset, output));
        return Events.record(0, offset, event.put("content", content));
    }

    private static SinkRecord large(long offset, int size, SplittableRandom random) {
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

    private static String text(long offset, int size) {
        String head = CANARY + "-" + offset + ". \u00e9\ud83d\ude00 ";
        return head + "lorem ipsum ".repeat(size / 12);
    }

    private static SinkRecord json(SinkRecord record) {
        Map<String, Object> event = Events.map(record.kafkaOffset());
        event.put("content", Map.of("input_messages_json", prompt((Struct) record.value())));
        return with(record, record.kafkaOffset(), JsonText.write(event));
    }

    private static SinkRecord with(SinkRecord record, long offset, Object value) {
        return Events.record(0, offset, value, record.headers());
    }

    private static String prompt(Struct event) {
        return event.getStruct("content").getString("input_messages_json");
    }

    private static String prompt(ArchiveHarness archive, long offset) {
        return archive.rows().stream()
                .filter(row ->
                        ((Record) row.getField("_kafka")).getField("offset").equals(offset))
                .findFirst()
                .map(LargeContentIT::prompt)
                .orElse(null);
    }

    private static String prompt(Record row) {
        Record content = (Record) row.getField("content");
        return content == null ? null : (String) content.getField("input_messages_json");
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static io.affidavit.archive.ExactlyOnceIT.assertVerifies;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

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
import io.affidavit.core.data.JsonSize;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.policy.PolicyReader;
import io.affidavit.core.tags.GovHeaders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Values;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** Texts that are too large for a topic, from the transform that takes them out to the row that holds them. */
class LargeContentIT extends LargeContentFixture {

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

    private int sweepAt(String now) {
        try (ContentArea area =
                ContentArea.open(Map.of(), directory.resolve("content").toString(), Clock.systemUTC())) {
            return new ContentSweep(area, Duration.ofDays(1)).run(Instant.parse(now));
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

    private static SinkRecord json(SinkRecord record) {
        Map<String, Object> event = Events.map(record.kafkaOffset());
        event.put("content", Map.of("input_messages_json", prompt((Struct) record.value())));
        return with(record, record.kafkaOffset(), JsonText.write(event));
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affidavit.archive.commit.Backoff;
import io.affidavit.archive.evidence.EvidentTable;
import io.affidavit.archive.hold.Hold;
import io.affidavit.archive.hold.HoldOrder;
import io.affidavit.archive.hold.HoldRegistry;
import io.affidavit.archive.hold.LegalHolds;
import io.affidavit.archive.hold.predicate.HoldPredicate;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.key.TrustedKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Held rows of a real table as files, and what an auditor without the table finds in them. */
class HoldExportIT {

    private static final SigningKey KEY = SigningKey.generate();
    private static final TrustedKeys TRUSTED = TrustedKeys.of(KEY.verificationKey());

    @TempDir
    Path directory;

    private EvidentTable evident;
    private Path export;

    @BeforeEach
    void archive() {
        evident = EvidentTable.create(directory, KEY);
        evident.archive(101, 20_000);
        evident.archive(7, 20_001);
        evident.archive(50, 20_002);
        export = directory.resolve("export");
    }

    @AfterEach
    void close() {
        evident.close();
    }

    @Test
    void exportsWhatIsHeldAndNothingElse() throws IOException {
        // When the rows of two days with a certain prompt are exported; one row in seven has none, which counts
        HoldExport.Summary summary =
                export("prompt starts with 'tell me about 1' and event_time < '2024-10-06T00:00:00Z'");

        // Then they are there, and each proves itself
        List<Map<?, ?>> lines = lines();
        assertThat(summary).isEqualTo(new HoldExport.Summary(2, lines.size(), 0));
        assertThat(ExportCheck.run(export, TRUSTED)).isEqualTo(new ExportCheck.Result(lines.size(), List.of()));
        List<Long> ids = new ArrayList<>();
        lines.forEach(line -> ids.add((Long) ((Map<?, ?>) line.get("record")).get("id")));
        List<Long> expected = new ArrayList<>();
        for (int rows : new int[] {101, 7}) {
            for (long id = 0; id < rows; id++) {
                if (id % 7 == 0 || Long.toString(id).startsWith("1")) {
                    expected.add(id);
                }
            }
        }
        assertThat(ids).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(lines)
                .extracting(line -> JsonText.write(line.get("record")))
                .contains("{\"retention_class\":\"std-1y\",\"custody\":\"std\","
                        + "\"event_time\":\"2024-10-04T00:00:00.000001+00:00\",\"id\":1,"
                        + "\"prompt\":\"tell me about 1\",\"event_id\":\"20000-1\"}");
    }

    @Test
    void exportsHeldRowsThatTheTableNoLongerHas() throws IOException {
        Hold hold = place("id < 3");
        evident.table()
                .newDelete()
                .deleteFromRowFilter(Expressions.alwaysTrue())
                .commit();

        HoldExport.Summary summary = HoldExport.write(evident.table(), hold, export);

        assertThat(summary).isEqualTo(new HoldExport.Summary(3, 9, 0));
        assertThat(ExportCheck.run(export, TRUSTED).findings()).isEmpty();
    }

    @Test
    void findsEveryKindOfChange() throws IOException {
        export("id < 3");
        Path records = export.resolve(HoldExport.RECORDS);
        String original = Files.readString(records);

        assertFinds(records, text -> text.replace("tell me about 1", "tell me about 9"), "record 2: what it shows");
        assertFinds(
                records, text -> text.replaceFirst("\"index\":1", "\"index\":2"), "record 2: it is not in the tree");
        assertFinds(records, text -> text.replaceFirst("\"leaf\":\"(.{40}).", "\"leaf\":\"$1A"), "record 1: it ");
        assertFinds(records, text -> text.replaceFirst("\"path\":\\[[^]]*],", ""), "record 1: it has no proof");
        assertFinds(records, text -> text + text.lines().findFirst().orElseThrow() + "\n", "it is there twice");
        assertFinds(
                records, text -> text.substring(text.indexOf('\n') + 1), "there are 8 records, the manifest says 9");
        assertFinds(records, text -> "secret-canary" + text, "record 1: it cannot be read");

        Path manifest = export.resolve(HoldExport.MANIFEST);
        assertFinds(manifest, text -> text.replace("id < 3", "id < 2"), "no signed statement places hold");
        assertFinds(manifest, text -> text.replace("id < 3", "id < 2"), "record 3: the hold is not about it");
        assertThat(Files.readString(records)).isEqualTo(original);
        assertThat(ExportCheck.run(export, TRUSTED).findings()).isEmpty();
    }

    @Test
    void believesOnlyTrustedKeys() throws IOException {
        export("id < 3");

        assertThat(ExportCheck.run(export, TrustedKeys.of(SigningKey.generate().verificationKey()))
                        .findings())
                .anyMatch(finding -> finding.endsWith("is not signed by a trusted key"))
                .contains("record 1: no statement of the export attests its file");
    }

    @Test
    void anExportThatWasCutShortIsNone() throws IOException {
        export("id < 3");
        Files.delete(export.resolve(HoldExport.MANIFEST));

        assertThatThrownBy(() -> ExportCheck.run(export, TRUSTED)).hasMessageContaining("export again");
    }

    @Test
    void refusesAFileWhoseRowsAreNotTheAttestedOnes() {
        Table table = evident.table();
        Hold hold = place("id < 3");
        EvidentTable.Written other = evident.write(7, 20_001);
        String path = HoldExportIT.fileOfDay(table, 20_001);
        EvidentTable.overwrite(path, bytes -> {
            try {
                return Files.readAllBytes(EvidentTable.onDisk(other.file().location()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        // The same rows in other bytes are still provable: what is proved is rows.
        assertThat(HoldExport.write(evident.table(), hold, export).records()).isEqualTo(9);
        EvidentTable.Written fewer = evident.write(6, 20_001);
        EvidentTable.overwrite(path, bytes -> {
            try {
                return Files.readAllBytes(EvidentTable.onDisk(fewer.file().location()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThatThrownBy(() -> HoldExport.write(evident.table(), hold, directory.resolve("again")))
                .isInstanceOf(UnprovableFileException.class)
                .hasMessageContaining(path);
    }

    private static String fileOfDay(Table table, int day) {
        try (var tasks = table.newScan().planFiles()) {
            for (var task : tasks) {
                if (task.file().partition().get(2, Integer.class) == day) {
                    return task.file().location();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("no file of that day");
    }

    private Hold place(String predicate) {
        new LegalHolds(evident.table(), KEY, "counsel", Backoff.within(Duration.ofSeconds(20)), Clock.systemUTC())
                .place(new HoldOrder("case-7", "matter", "reason", HoldPredicate.parse(predicate)));
        return HoldRegistry.of(evident.table()).find("case-7").orElseThrow().hold();
    }

    private HoldExport.Summary export(String predicate) {
        Hold hold = place(predicate);
        return HoldExport.write(evident.table(), hold, export);
    }

    private List<Map<?, ?>> lines() throws IOException {
        List<Map<?, ?>> lines = new ArrayList<>();
        try (Stream<String> read = Files.lines(export.resolve(HoldExport.RECORDS))) {
            read.forEach(line -> lines.add((Map<?, ?>) JsonText.parse(line)));
        }
        return lines;
    }

    /** Changes a file, checks, and changes it back. */
    private void assertFinds(Path file, UnaryOperator<String> change, String finding) throws IOException {
        String original = Files.readString(file);
        String changed = change.apply(original);
        assertThat(changed).isNotEqualTo(original);
        Files.writeString(file, changed);
        assertThat(ExportCheck.run(export, TRUSTED).findings())
                .as(finding)
                .anyMatch(found -> found.contains(finding))
                .noneMatch(found -> found.contains("canary"));
        Files.writeString(file, original);
    }
}

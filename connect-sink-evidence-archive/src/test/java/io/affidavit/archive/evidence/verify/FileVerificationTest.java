/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.affidavit.archive.evidence.EvidentTable;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.OffsetRange;
import io.affidavit.core.key.TrustedKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileMetadata;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;

/** Attacks on files and rows of a real table, and what the verifier says of each. */
class FileVerificationTest extends TwoCommits {

    private DataFile dataFile(String path) {
        try (CloseableIterable<FileScanTask> tasks = events.table().newScan().planFiles()) {
            return StreamSupport.stream(tasks.spliterator(), false)
                    .map(FileScanTask::file)
                    .filter(file -> file.location().equals(path))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void findsNothingWrongWithAnUntouchedTable() {
        List<String> progress = new ArrayList<>();

        Verification result = Verifier.verify(
                events.table(),
                TrustedKeys.of(KEY.verificationKey()),
                2,
                (done, total) -> progress.add(done + "/" + total));

        assertThat(result.findings()).isEmpty();
        assertThat(result.ok()).isTrue();
        assertThat(result.head()).isPresent();
        assertThat(result)
                .extracting(Verification::statements, Verification::files, Verification::rows, Verification::bytes)
                .containsExactly(2L, 2L, 1_500L, first.length() + second.length());
        assertThat(progress).containsExactly("1/2", "2/2");
    }

    @Test
    void namesTheFileAndRowOfAFlippedByte() {
        EvidentTable.flipByte(first.path(), first.length() / 4);

        Verification result = verify();

        assertThat(result.ok()).isFalse();
        assertThat(result.findings())
                .singleElement()
                .returns(FindingKind.FILE_ALTERED, Finding::kind)
                .returns(first.path(), Finding::subject);
        assertThat(result.findings().get(0).detail()).startsWith("its bytes differ; ");
    }

    @Test
    void namesTheFileWhereverOneByteIsFlipped() {
        for (long position = 0; position < second.length(); position += Math.max(1, second.length() / 15)) {
            EvidentTable.flipByte(second.path(), position);

            assertThat(verify().findings())
                    .as("byte %s", position)
                    .singleElement()
                    .returns(FindingKind.FILE_ALTERED, Finding::kind)
                    .returns(second.path(), Finding::subject);

            EvidentTable.flipByte(second.path(), position);
        }
        assertThat(verify().ok()).isTrue();
    }

    @Test
    void saysFromWhichRowAFileCannotBeRead() {
        EvidentTable.overwrite(first.path(), bytes -> {
            // nothing but the footer survives
            Arrays.fill(bytes, 4, bytes.length / 3, (byte) 0x7F);
            return bytes;
        });

        Finding finding = verify().findings().get(0);

        assertThat(finding.row()).hasValue(0);
        assertThat(finding.detail()).contains("it cannot be read from row 0 on");
    }

    @Test
    void believesAFileSystemThatRefusesTheBytes() throws IOException {
        byte[] bytes = Files.readAllBytes(EvidentTable.onDisk(first.path()));
        bytes[100] ^= 1;
        Files.write(EvidentTable.onDisk(first.path()), bytes);

        assertThat(verify().findings())
                .extracting(Finding::kind, Finding::subject)
                .containsExactly(tuple(FindingKind.FILE_ALTERED, first.path()));
    }

    @Test
    void noticesACutFile() {
        EvidentTable.overwrite(first.path(), bytes -> Arrays.copyOf(bytes, bytes.length - 1));

        Finding finding = verify().findings().get(0);

        assertThat(finding.kind()).isEqualTo(FindingKind.FILE_ALTERED);
        assertThat(finding.detail()).startsWith("it has " + (first.length() - 1) + " bytes");
    }

    @Test
    void namesBothFilesWhoseContentsWereSwapped() throws IOException {
        byte[] bytes = Files.readAllBytes(EvidentTable.onDisk(first.path()));
        byte[] others = Files.readAllBytes(EvidentTable.onDisk(second.path()));

        EvidentTable.overwrite(first.path(), ignored -> others);
        EvidentTable.overwrite(second.path(), ignored -> bytes);

        assertThat(verify().findings())
                .extracting(Finding::kind, Finding::subject)
                .containsExactlyInAnyOrder(
                        tuple(FindingKind.FILE_ALTERED, first.path()), tuple(FindingKind.FILE_ALTERED, second.path()));
    }

    @Test
    void namesAFileThatIsGoneFromTheStore() throws IOException {
        Files.delete(EvidentTable.onDisk(first.path()));

        assertThat(verify().findings())
                .extracting(Finding::kind, Finding::subject)
                .containsExactly(tuple(FindingKind.FILE_MISSING, first.path()));
    }

    @Test
    void namesAFileThatWasDroppedFromTheTable() {
        events.table().newDelete().deleteFile(first.path()).commit();

        assertThat(verify().findings())
                .singleElement()
                .returns(FindingKind.REMOVED_FILE, Finding::kind)
                .returns(first.path(), Finding::subject)
                .extracting(Finding::detail)
                .asString()
                .contains(
                        "statement 1 attests it",
                        "snapshot " + events.table().currentSnapshot().snapshotId());
    }

    @Test
    void namesAFileThatNobodyAttested() {
        EvidentTable.Written stranger = events.write(10, 20_002);
        events.table().newFastAppend().appendFile(stranger.file()).commit();

        assertThat(verify().findings())
                .extracting(Finding::kind, Finding::subject)
                .containsExactly(
                        tuple(FindingKind.UNATTESTED_FILE, stranger.file().location()));
    }

    @Test
    void tellsARewriteFromAnIntrusion() {
        EvidentTable.Written rewritten = events.write(1_000, 20_000);
        DataFile old = dataFile(first.path());
        events.table().newRewrite().deleteFile(old).addFile(rewritten.file()).commit();

        assertThat(verify().findings())
                .extracting(Finding::kind, Finding::subject)
                .containsExactlyInAnyOrder(
                        tuple(FindingKind.UNATTESTED_REWRITE, rewritten.file().location()),
                        tuple(FindingKind.REMOVED_FILE, first.path()));
    }

    @Test
    void noticesRowsHiddenByADeleteFile() {
        DataFile target = dataFile(first.path());
        events.table()
                .newRowDelta()
                .addDeletes(FileMetadata.deleteFileBuilder(events.table().spec())
                        .ofPositionDeletes()
                        .withPath(events.table().location() + "/data/hide.parquet")
                        .withPartition(target.partition())
                        .withFileSizeInBytes(10)
                        .withRecordCount(1)
                        .withFormat("parquet")
                        .build())
                .commit();

        assertThat(verify().findings())
                .extracting(Finding::kind, Finding::subject)
                .containsExactly(tuple(FindingKind.UNATTESTED_DELETE, first.path()));
    }

    @Test
    void noticesAFileThatIsListedTwice() {
        events.table().newFastAppend().appendFile(dataFile(first.path())).commit();

        assertThat(verify().findings())
                .extracting(Finding::kind, Finding::subject)
                .containsExactly(tuple(FindingKind.FILE_LISTED_TWICE, first.path()));
    }

    @Test
    void noticesAFileMovedToAnotherPartition() {
        DataFile original = dataFile(first.path());
        DataFile moved = DataFiles.builder(events.table().spec())
                .copy(original)
                .withPartitionPath("retention_class=short/custody=std/event_time_day=2024-10-04")
                .build();
        events.table().newDelete().deleteFile(original).commit();
        events.table().newFastAppend().appendFile(moved).commit();

        assertThat(verify().findings())
                .extracting(Finding::kind, Finding::subject)
                .containsExactly(tuple(FindingKind.MANIFEST_MISMATCH, first.path()));
    }

    @Test
    void noticesAFileClaimedTwice() {
        EvidentTable.Written again = new EvidentTable.Written(dataFile(first.path()), first);
        events.commit(again, List.of(OffsetRange.archived("events", 0, 1_500, 2_500)), KEY);

        assertThat(verify().findings())
                .extracting(Finding::kind)
                .containsExactlyInAnyOrder(FindingKind.ATTESTED_TWICE, FindingKind.FILE_LISTED_TWICE);
    }

    @Test
    void noticesAStatementWhoseRootIsNotThatOfItsRows() {
        EvidentTable.Written written = events.write(10, 20_002);
        AttestedFile lie = new AttestedFile(
                written.attested().path(),
                written.attested().length(),
                written.attested().sha256(),
                10,
                "00".repeat(32),
                written.attested().partition());
        events.commit(
                new EvidentTable.Written(written.file(), lie),
                List.of(OffsetRange.archived("events", 0, 1_500, 1_510)),
                KEY);

        assertThat(verify().findings())
                .extracting(Finding::kind, Finding::subject)
                .containsExactly(tuple(FindingKind.ROW_ALTERED, lie.path()));
    }

    @Test
    void holdsAfterTheSchemaEvolved() {
        events.table()
                .updateSchema()
                .addColumn("added", Types.StringType.get())
                .renameColumn("prompt", "input")
                .commit();
        events.table().updateSchema().deleteColumn("id").commit();

        assertThat(verify().findings()).isEmpty();
    }
}

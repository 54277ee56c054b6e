/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.affidavit.archive.evidence.EvidentTable;
import io.affidavit.archive.evidence.key.SigningKey;
import io.affidavit.archive.evidence.key.TrustedKeys;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.OffsetRange;
import io.affidavit.archive.evidence.statement.StatementRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileMetadata;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each attack on a real table, and what the verifier says of it. */
class VerifierTest {

    private static final SigningKey KEY = SigningKey.generate();

    @TempDir
    private Path directory;

    private EvidentTable events;
    private AttestedFile first;
    private AttestedFile second;

    @BeforeEach
    void archiveTwoCommits() {
        events = EvidentTable.create(directory, KEY);
        first = events.archive(1_000, 20_000);
        second = events.archive(500, 20_001);
    }

    @AfterEach
    void closeCatalog() {
        events.close();
    }

    private Verification verify() {
        return verify(TrustedKeys.of(KEY.verificationKey()));
    }

    private Verification verify(TrustedKeys trusted) {
        return Verifier.verify(events.table(), trusted, 2, Progress.NONE);
    }

    private StatementRef head() {
        return StatementRef.from(events.table().properties()).orElseThrow();
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
        assertThat(result.head()).contains(head());
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
        for (long position = 0; position < second.length(); position += Math.max(1, second.length() / 40)) {
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
    void saysFromWhichRowAFileCannotBeRead() throws IOException {
        byte[] bytes = Files.readAllBytes(EvidentTable.onDisk(first.path()));
        // nothing but the footer survives
        java.util.Arrays.fill(bytes, 4, bytes.length / 3, (byte) 0x7F);
        Files.write(EvidentTable.onDisk(first.path()), bytes);
        Files.deleteIfExists(EvidentTable.onDisk(first.path())
                .resolveSibling("." + EvidentTable.onDisk(first.path()).getFileName() + ".crc"));

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
    void noticesACutFile() throws IOException {
        byte[] bytes = Files.readAllBytes(EvidentTable.onDisk(first.path()));
        Files.write(EvidentTable.onDisk(first.path()), java.util.Arrays.copyOf(bytes, bytes.length - 1));
        Files.deleteIfExists(EvidentTable.onDisk(first.path())
                .resolveSibling("." + EvidentTable.onDisk(first.path()).getFileName() + ".crc"));

        Finding finding = verify().findings().get(0);

        assertThat(finding.kind()).isEqualTo(FindingKind.FILE_ALTERED);
        assertThat(finding.detail()).startsWith("it has " + (bytes.length - 1) + " bytes");
    }

    @Test
    void namesBothFilesWhoseContentsWereSwapped() throws IOException {
        Path one = EvidentTable.onDisk(first.path());
        Path other = EvidentTable.onDisk(second.path());
        byte[] bytes = Files.readAllBytes(one);
        Files.write(one, Files.readAllBytes(other));
        Files.write(other, bytes);
        for (Path path : List.of(one, other)) {
            Files.deleteIfExists(path.resolveSibling("." + path.getFileName() + ".crc"));
        }

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

    private DataFile dataFile(String path) {
        List<DataFile> found = new ArrayList<>();
        events.table().newScan().planFiles().forEach(task -> {
            if (task.file().location().equals(path)) {
                found.add(task.file());
            }
        });
        return found.get(0);
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
        DataFile moved = org.apache.iceberg.DataFiles.builder(events.table().spec())
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
    void refusesKeysThatAreNotTrusted() {
        SigningKey stranger = SigningKey.generate();

        Verification result = verify(TrustedKeys.of(stranger.verificationKey()));

        assertThat(result.findings()).hasSize(2).allSatisfy(finding -> {
            assertThat(finding.kind()).isEqualTo(FindingKind.UNTRUSTED_KEY);
            assertThat(finding.detail()).contains(KEY.id());
        });
    }

    @Test
    void noticesAStatementOfAnotherKeyWithinTheChain() {
        events.archive(10, 20_002, SigningKey.generate());

        assertThat(verify().findings()).extracting(Finding::kind).containsExactly(FindingKind.UNTRUSTED_KEY);
    }

    @Test
    void refusesATableThatWasSignedAgainAsAWhole(@TempDir Path other) {
        SigningKey forger = SigningKey.generate();
        try (EvidentTable forged = EvidentTable.create(other, forger)) {
            forged.archive(1_000, 20_000);

            assertThat(Verifier.verify(forged.table(), TrustedKeys.of(forger.verificationKey()), 1, Progress.NONE)
                            .ok())
                    .isTrue();
            assertThat(Verifier.verify(forged.table(), TrustedKeys.of(KEY.verificationKey()), 1, Progress.NONE)
                            .findings())
                    .extracting(Finding::kind)
                    .containsExactly(FindingKind.UNTRUSTED_KEY);
        }
    }

    @Test
    void noticesAHeadPutBackToAnEarlierStatement() {
        StatementRef head = head();
        String before = Files.exists(EvidentTable.onDisk(head.path())) ? head.path() : "";
        assertThat(before).isNotEmpty();
        StatementRef earlier = firstStatement();
        events.commit(Optional.empty(), earlier.toProperties());

        assertThat(verify().findings())
                .extracting(Finding::kind, Finding::subject)
                .containsExactly(tuple(FindingKind.UNATTESTED_FILE, second.path()));
    }

    private StatementRef firstStatement() {
        List<StatementRef> heads = new ArrayList<>();
        events.table()
                .snapshots()
                .forEach(snapshot -> StatementRef.from(snapshot.summary()).ifPresent(heads::add));
        return heads.get(0);
    }

    @Test
    void noticesHeadsThatDisagree() {
        events.table()
                .updateProperties()
                .set(StatementRef.SHA256_KEY, "00".repeat(32))
                .commit();

        assertThat(verify().findings()).extracting(Finding::kind).containsExactly(FindingKind.HEAD_MISMATCH);
    }

    @Test
    void findsTheHeadBehindCommitsOfOthers() {
        events.table().newFastAppend().set("other", "writer").commit();

        assertThat(verify().ok()).isTrue();
    }

    @Test
    void namesAStatementThatIsGone() throws IOException {
        Files.delete(EvidentTable.onDisk(firstStatement().path()));

        assertThat(verify().findings())
                .extracting(Finding::kind, Finding::subject)
                .containsExactly(
                        tuple(FindingKind.STATEMENT_MISSING, firstStatement().path()),
                        tuple(FindingKind.UNATTESTED_FILE, first.path()));
    }

    @Test
    void noticesAnAlteredStatement() {
        EvidentTable.flipByte(firstStatement().path(), 30);

        assertThat(verify().findings())
                .extracting(Finding::kind, Finding::subject)
                .contains(tuple(FindingKind.STATEMENT_ALTERED, firstStatement().path()));
    }

    @Test
    void noticesAStatementOfAnotherTable(@TempDir Path other) {
        try (EvidentTable donor = EvidentTable.create(other, KEY)) {
            donor.archive(10, 20_000);
            donor.archive(10, 20_000);
            donor.archive(10, 20_000);
            events.commit(
                    Optional.empty(),
                    StatementRef.from(donor.table().properties()).orElseThrow().toProperties());
        }

        assertThat(verify().findings()).extracting(Finding::kind).contains(FindingKind.BROKEN_CHAIN);
    }

    @Test
    void noticesOffsetsNobodyAccountedFor() {
        EvidentTable.Written written = events.write(10, 20_002);
        events.commit(written, List.of(new OffsetRange("events", 0, 1_600, 1_610, 10, 0, 0, 0)), KEY);

        assertThat(verify().findings())
                .singleElement()
                .returns(FindingKind.OFFSET_GAP, Finding::kind)
                .extracting(Finding::detail)
                .isEqualTo("statement 3 begins at offset 1600, where 1500 is due");
    }

    @Test
    void noticesOffsetsAccountedForTwice() {
        EvidentTable.Written written = events.write(10, 20_002);
        events.commit(written, List.of(new OffsetRange("events", 0, 1_490, 1_500, 10, 0, 0, 0)), KEY);

        assertThat(verify().findings()).extracting(Finding::kind).containsExactly(FindingKind.OFFSET_OVERLAP);
    }

    @Test
    void acceptsGapsThatAreExplained() {
        EvidentTable.Written written = events.write(10, 20_002);
        events.commit(written, List.of(new OffsetRange("events", 0, 1_500, 1_520, 10, 2, 3, 5)), KEY);

        assertThat(verify().ok()).isTrue();
    }

    @Test
    void noticesCountsThatDoNotAgree() {
        EvidentTable.Written written = events.write(10, 20_002);
        events.commit(written, List.of(new OffsetRange("events", 0, 1_500, 1_520, 20, 0, 0, 0)), KEY);

        assertThat(verify().findings()).extracting(Finding::kind).containsExactly(FindingKind.COUNT_MISMATCH);
    }

    @Test
    void noticesAFileClaimedTwice() {
        EvidentTable.Written again = new EvidentTable.Written(dataFile(first.path()), first);
        events.commit(again, List.of(new OffsetRange("events", 0, 1_500, 2_500, 1_000, 0, 0, 0)), KEY);

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
                List.of(new OffsetRange("events", 0, 1_500, 1_510, 10, 0, 0, 0)),
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

    @Test
    void refusesATableWithoutAnyStatement() {
        Map<String, String> none = new HashMap<>();
        EvidentTable.Written written = events.write(10, 20_000);
        assertThat(none).isEmpty();
        events.table()
                .updateProperties()
                .remove(StatementRef.PATH_KEY)
                .remove(StatementRef.SHA256_KEY)
                .remove(StatementRef.SEQUENCE_KEY)
                .commit();
        events.table()
                .newOverwrite()
                .overwriteByRowFilter(org.apache.iceberg.expressions.Expressions.alwaysTrue())
                .addFile(written.file())
                .commit();

        assertThat(verify().ok()).isFalse();
    }
}

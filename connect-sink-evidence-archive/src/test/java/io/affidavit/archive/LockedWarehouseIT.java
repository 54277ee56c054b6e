/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.affidavit.archive.lock.LockMode;
import io.affidavit.archive.lock.ObjectLocks;
import io.affidavit.archive.lock.Retention;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.iceberg.Table;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Locks on an S3 server that enforces them: what is archived cannot be deleted with the store's own means before its date. */
@Tag("component")
@EnabledIfSystemProperty(named = S3Server.PROPERTY, matches = "http.+")
class LockedWarehouseIT {

    private static final Duration PERIOD = Duration.ofDays(3_650);

    /** When the locks end at the earliest, by the clock of the task. */
    private static final Instant END = ArchiveHarness.NOW.plus(PERIOD);

    private static S3Client s3;

    @TempDir
    Path directory;

    private final String bucket = "archive-" + UUID.randomUUID();

    @BeforeAll
    static void connect() {
        s3 = S3Server.client();
    }

    @AfterAll
    static void disconnect() {
        s3.close();
    }

    private Map<String, String> config(LockMode mode) {
        Map<String, String> config = S3Server.keys(directory, bucket);
        config.put("archive.lock.mode", mode.text());
        config.put("archive.lock.period", PERIOD.toDays() + "d");
        return config;
    }

    @ParameterizedTest
    @EnumSource(names = {"GOVERNANCE", "COMPLIANCE"})
    void dataFilesAndStatementsCannotBeDeletedBeforeTheirDate(LockMode mode) {
        // Given an archive with locks
        s3.createBucket(request -> request.bucket(bucket).objectLockEnabledForBucket(true));
        try (ArchiveHarness archive = ArchiveHarness.start(directory, config(mode))) {
            // When it has made two commits
            archive.put(Events.record(0), Events.record(1));
            archive.commit();
            archive.put(Events.record(2));
            archive.commit();

            // Then the store keeps every version of every data file and statement, whoever asks
            assertLocked(archive.table(), mode);
            List<ObjectVersion> kept = evidence();
            assertThat(kept).hasSize(4);
            for (ObjectVersion version : kept) {
                assertThatExceptionOfType(S3Exception.class)
                        .isThrownBy(() -> delete(version, false))
                        .satisfies(refusal -> assertThat(refusal.statusCode()).isEqualTo(403));
                if (mode == LockMode.COMPLIANCE) {
                    assertThatExceptionOfType(S3Exception.class).isThrownBy(() -> delete(version, true));
                }
            }
            assertThat(evidence()).hasSize(4);
            ExactlyOnceIT.assertVerifies(archive.table());
        }
    }

    @Test
    void whoeverMayBypassGovernanceCanEraseBeforeTheDate() {
        s3.createBucket(request -> request.bucket(bucket).objectLockEnabledForBucket(true));
        try (ArchiveHarness archive = ArchiveHarness.start(directory, config(LockMode.GOVERNANCE))) {
            archive.put(Events.record(0));
            archive.commit();

            evidence().forEach(version -> delete(version, true));

            assertThat(evidence()).isEmpty();
        }
    }

    /** Some servers ignore a lock that comes with the beginning of an upload in parts. */
    @Test
    void filesThatWereUploadedInPartsAreLockedToo() {
        // Given files beyond the size from which they are uploaded in parts of 5 MiB
        s3.createBucket(request -> request.bucket(bucket).objectLockEnabledForBucket(true));
        Map<String, String> config = config(LockMode.COMPLIANCE);
        config.put("iceberg.catalog.s3.multipart.part-size-bytes", Integer.toString(5 << 20));
        config.put("iceberg.catalog.s3.multipart.threshold", "1.0");
        try (ArchiveHarness archive = ArchiveHarness.start(directory, config)) {
            archive.put(incompressible(8 << 20));
            archive.commit();

            assertThat(evidence())
                    .anySatisfy(version -> assertThat(version.size()).isGreaterThan(6L << 20));
            assertLocked(archive.table(), LockMode.COMPLIANCE);
        }
    }

    @Test
    void aStatementThatWasNotLockedIsLockedByTheNextCommit() {
        s3.createBucket(request -> request.bucket(bucket).objectLockEnabledForBucket(true));
        Map<String, String> unlocked = config(LockMode.NONE);
        try (ArchiveHarness archive = ArchiveHarness.start(directory, unlocked)) {
            archive.put(Events.record(0));
            archive.commit();
            assertThat(locks(archive.table()).retention(head(archive.table()))).isEmpty();
        }
        try (ArchiveHarness archive = ArchiveHarness.start(directory, config(LockMode.COMPLIANCE))) {
            String earlier = head(archive.table());
            archive.put(Events.record(1));
            archive.commit();

            assertThat(locks(archive.table()).retention(earlier))
                    .hasValueSatisfying(lock -> assertThat(lock.until()).isAfterOrEqualTo(END));
        }
    }

    @Test
    void neverShortensALock() {
        s3.createBucket(request -> request.bucket(bucket).objectLockEnabledForBucket(true));
        try (ArchiveHarness archive = ArchiveHarness.start(directory, config(LockMode.COMPLIANCE))) {
            archive.put(Events.record(0));
            archive.commit();
            ObjectLocks locks = locks(archive.table());
            String file = head(archive.table());
            Retention before = locks.retention(file).orElseThrow();

            assertThat(locks.retain(
                            file,
                            new Retention(LockMode.GOVERNANCE, Instant.now().plusSeconds(60))))
                    .isTrue();

            assertThat(locks.retention(file)).contains(before);
        }
    }

    @Test
    void refusesABucketWithoutLocks() {
        s3.createBucket(request -> request.bucket(bucket));

        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> ArchiveHarness.start(directory, config(LockMode.COMPLIANCE)))
                .withMessageContaining("no Object Lock")
                .withMessageContaining("archive.lock.mode=none");
    }

    private void assertLocked(Table table, LockMode mode) {
        ObjectLocks locks = locks(table);
        assertThat(evidence())
                .isNotEmpty()
                .allSatisfy(version -> assertThat(locks.retention("s3://" + bucket + "/" + version.key()))
                        .hasValueSatisfying(lock -> {
                            assertThat(lock.mode()).isEqualTo(mode);
                            assertThat(lock.until()).isBetween(END, END.plusSeconds(60));
                        }));
    }

    private static ObjectLocks locks(Table table) {
        return ObjectLocks.of(table.io(), table.location()).orElseThrow();
    }

    private static String head(Table table) {
        return table.properties().get("affidavit.statement.path");
    }

    /** Every version of data files and statements. */
    private List<ObjectVersion> evidence() {
        return s3.listObjectVersionsPaginator(request -> request.bucket(bucket)).versions().stream()
                .filter(version -> version.key().contains("/evidence/events/data/")
                        || version.key().endsWith(".dsse.json"))
                .filter(version -> !version.key().contains("_quarantine"))
                .toList();
    }

    private void delete(ObjectVersion version, boolean bypass) {
        s3.deleteObject(request -> request.bucket(bucket)
                .key(version.key())
                .versionId(version.versionId())
                .bypassGovernanceRetention(bypass ? true : null));
    }

    private static SinkRecord incompressible(int bytes) {
        byte[] noise = new byte[bytes / 4 * 3];
        new Random(7).nextBytes(noise);
        Map<String, Object> event = Events.map(0);
        event.put("content", Map.of("output_messages_json", Base64.getEncoder().encodeToString(noise)));
        return Events.record(0, 0, event);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static io.affidavit.archive.HoldActions.place;
import static io.affidavit.archive.HoldActions.release;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.affidavit.archive.hold.HoldState;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Holds on an S3 server that enforces Object Lock, named by {@code -Daffidavit.s3.endpoint}. */
@Tag("component")
@EnabledIfSystemProperty(named = S3Server.PROPERTY, matches = "http.+")
class S3HoldsIT {

    private static S3Client s3;

    @TempDir
    Path directory;

    private String bucket;

    @BeforeAll
    static void connect() {
        s3 = S3Server.client();
    }

    @AfterAll
    static void disconnect() {
        s3.close();
    }

    @Test
    void theStoreItselfRefusesToDeleteWhatIsHeld() {
        createBucket(true);
        try (ArchiveHarness archive = ArchiveHarness.start(directory, S3Server.keys(directory, bucket))) {
            // Given an archived file
            archive.put(Events.records(0, 7));
            archive.commit();

            // When two holds are placed that it may match
            HoldState state = place(archive.table(), "one", "tenant_id = 'tenant-1'");
            place(archive.table(), "two", "tenant_id = 'tenant-2'");

            // Then no version of it can be deleted
            assertThat(state).isEqualTo(new HoldState(true, 1, 7, true, 1));
            ObjectVersion version = onlyVersion(archive.table());
            assertRefusesDeletion(version);

            // And not before the last of them is released
            release(archive.table(), "one");
            assertRefusesDeletion(version);
            assertThat(place(archive.table(), "two", "tenant_id = 'tenant-2'").locked())
                    .isEqualTo(1);
            release(archive.table(), "two");
            delete(version);
            assertThat(versions(version.key())).isEmpty();
        }
    }

    @Test
    void placingAgainLocksWhatSomeoneUnlocked() {
        createBucket(true);
        try (ArchiveHarness archive = ArchiveHarness.start(directory, S3Server.keys(directory, bucket))) {
            archive.put(Events.records(0, 7));
            archive.commit();
            place(archive.table(), "one", "tenant_id = 'tenant-1'");
            ObjectVersion version = onlyVersion(archive.table());
            s3.putObjectLegalHold(request -> request.bucket(bucket)
                    .key(version.key())
                    .versionId(version.versionId())
                    .legalHold(hold -> hold.status("OFF")));

            HoldState state = place(archive.table(), "one", "tenant_id = 'tenant-1'");

            assertThat(state.locked()).isEqualTo(1);
            assertRefusesDeletion(version);
            release(archive.table(), "one");
        }
    }

    @Test
    void aBucketWithoutLocksSaysSo() {
        createBucket(false);
        try (ArchiveHarness archive = ArchiveHarness.start(directory, S3Server.keys(directory, bucket))) {
            archive.put(Events.records(0, 7));
            archive.commit();

            HoldState state = place(archive.table(), "one", "tenant_id = 'tenant-1'");

            assertThat(state).isEqualTo(new HoldState(true, 1, 7, false, 0));
            assertThat(state.isComplete()).isTrue();
        }
    }

    private void createBucket(boolean locks) {
        bucket = "holds-" + UUID.randomUUID();
        s3.createBucket(request -> request.bucket(bucket).objectLockEnabledForBucket(locks));
    }

    private ObjectVersion onlyVersion(Table table) {
        List<String> files = HoldActions.locations(table, null);
        assertThat(files).hasSize(1);
        List<ObjectVersion> versions = versions(files.get(0).substring(("s3://" + bucket + "/").length()));
        assertThat(versions).hasSize(1);
        return versions.get(0);
    }

    private List<ObjectVersion> versions(String key) {
        return s3.listObjectVersions(request -> request.bucket(bucket).prefix(key))
                .versions();
    }

    private void delete(ObjectVersion version) {
        s3.deleteObject(request -> request.bucket(bucket).key(version.key()).versionId(version.versionId()));
    }

    private void assertRefusesDeletion(ObjectVersion version) {
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> delete(version))
                .satisfies(refused -> assertThat(refused.statusCode()).isEqualTo(403));
        assertThat(versions(version.key())).hasSize(1);
    }
}

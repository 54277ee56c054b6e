/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.affidavit.archive.commit.Backoff;
import io.affidavit.archive.hold.HoldOrder;
import io.affidavit.archive.hold.HoldPredicate;
import io.affidavit.archive.hold.HoldState;
import io.affidavit.archive.hold.LegalHolds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Holds on an S3 server that enforces Object Lock, named by {@code -Daffidavit.s3.endpoint}. */
@EnabledIfSystemProperty(named = "affidavit.s3.endpoint", matches = "http.+")
class S3HoldsIT {

    private static final URI ENDPOINT = URI.create(System.getProperty("affidavit.s3.endpoint", "http://127.0.0.1"));
    private static final String ACCESS_KEY = System.getProperty("affidavit.s3.access.key", "");
    private static final String SECRET_KEY = System.getProperty("affidavit.s3.secret.key", "");

    private static S3Client s3;

    @TempDir
    Path directory;

    private String bucket;

    @BeforeAll
    static void connect() {
        s3 = S3Client.builder()
                .endpointOverride(ENDPOINT)
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
                .build();
    }

    @AfterAll
    static void disconnect() {
        s3.close();
    }

    @Test
    void theStoreItselfRefusesToDeleteWhatIsHeld() {
        createBucket(true);
        try (ArchiveHarness archive = ArchiveHarness.start(directory, keys())) {
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
            holds(archive.table()).release("one", "settled");
            assertRefusesDeletion(version);
            assertThat(place(archive.table(), "two", "tenant_id = 'tenant-2'").locked())
                    .isEqualTo(1);
            holds(archive.table()).release("two", "settled");
            delete(version);
            assertThat(versions(version.key())).isEmpty();
        }
    }

    @Test
    void placingAgainLocksWhatSomeoneUnlocked() {
        createBucket(true);
        try (ArchiveHarness archive = ArchiveHarness.start(directory, keys())) {
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
            holds(archive.table()).release("one", "settled");
        }
    }

    @Test
    void aBucketWithoutLocksSaysSo() {
        createBucket(false);
        try (ArchiveHarness archive = ArchiveHarness.start(directory, keys())) {
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

    private Map<String, String> keys() {
        Map<String, String> keys = new HashMap<>(DocumentedCatalog.keys("S3"));
        keys.remove("iceberg.catalog.jdbc.user");
        keys.remove("iceberg.catalog.jdbc.password");
        keys.replace("iceberg.catalog.uri", "jdbc:sqlite:" + directory.resolve("catalog.db") + "?busy_timeout=60000");
        keys.replace("iceberg.catalog.warehouse", "s3://" + bucket + "/archive");
        keys.replace("iceberg.catalog.s3.endpoint", ENDPOINT.toString());
        keys.replace("iceberg.catalog.s3.access-key-id", ACCESS_KEY);
        keys.replace("iceberg.catalog.s3.secret-access-key", SECRET_KEY);
        keys.replace(
                "iceberg.catalog.s3.staging-dir", directory.resolve("staging").toString());
        return keys;
    }

    private static HoldState place(Table table, String id, String predicate) {
        return holds(table).place(new HoldOrder(id, "matter", "reason", HoldPredicate.parse(predicate)));
    }

    private static LegalHolds holds(Table table) {
        return new LegalHolds(
                table, ArchiveHarness.KEY, "counsel", Backoff.within(Duration.ofSeconds(60)), Clock.systemUTC());
    }

    private ObjectVersion onlyVersion(Table table) {
        List<String> files = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            tasks.forEach(task -> files.add(task.file().location()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

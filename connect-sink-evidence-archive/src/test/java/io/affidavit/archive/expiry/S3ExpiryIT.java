/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.affidavit.archive.evidence.EvidentTable;
import io.affidavit.archive.evidence.statement.AttestedFile;
import io.affidavit.archive.evidence.statement.CompletionStatement;
import io.affidavit.archive.evidence.verify.Verifier;
import io.affidavit.archive.removal.Holding;
import io.affidavit.archive.removal.Progress;
import io.affidavit.archive.removal.Upkeep;
import io.affidavit.catalog.Catalogs;
import io.affidavit.core.key.TrustedKeys;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Expiry on an S3 server with versions that enforces Object Lock, named by {@code -Daffidavit.s3.endpoint}. */
@Tag("component")
@EnabledIfSystemProperty(named = "affidavit.s3.endpoint", matches = "http.+")
class S3ExpiryIT {

    private static final URI ENDPOINT = URI.create(System.getProperty("affidavit.s3.endpoint", "http://127.0.0.1"));
    private static final String ACCESS_KEY = System.getProperty("affidavit.s3.access.key", "");
    private static final String SECRET_KEY = System.getProperty("affidavit.s3.secret.key", "");
    private static final int OLD = Math.toIntExact(ExpiryContract.OLD.toEpochDay());

    private static S3Client s3;

    @TempDir
    private Path directory;

    private String bucket;
    private EvidentTable events;
    private AttestedFile expired;

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

    @BeforeEach
    void archive() {
        bucket = "expiry-" + UUID.randomUUID();
        s3.createBucket(request -> request.bucket(bucket).objectLockEnabledForBucket(true));
        events = EvidentTable.create(Catalogs.open(keys()), ExpiryContract.KEY);
        expired = events.archive(10, OLD, "debug");
    }

    @AfterEach
    void close() {
        events.close();
    }

    @Test
    void deletesEveryVersionAndMarkerBeforeItCertifies() {
        drop();
        // Given that somebody deleted the object, which only hid it, and put it there again
        s3.deleteObject(request -> request.bucket(bucket).key(key()));
        s3.putObject(
                request -> request.bucket(bucket).key(key()),
                software.amazon.awssdk.core.sync.RequestBody.fromString("another version"));
        assertThat(versions()).hasSize(2);

        // When
        List<Progress> progress = expirer().remover().advance();

        // Then
        assertThat(progress).singleElement().isInstanceOf(Progress.Certified.class);
        CompletionStatement certificate = Certificates.of(events.fresh()).get(0);
        assertThat(certificate.deleted())
                .singleElement()
                .satisfies(file -> assertThat(file.versions()).isEqualTo(3));
        assertThat(certificate.terms()).containsEntry("absenceMethod", "all-versions");
        assertThat(versions()).isEmpty();
        assertThat(s3.listObjectVersions(request -> request.bucket(bucket).prefix(key()))
                        .deleteMarkers())
                .isEmpty();
        assertThat(Verifier.verify(
                                events.fresh(),
                                TrustedKeys.of(ExpiryContract.KEY.verificationKey()),
                                1,
                                io.affidavit.archive.evidence.verify.Progress.NONE)
                        .findings())
                .isEmpty();
    }

    @Test
    void isPendingWhileTheStoreKeepsALock() throws InterruptedException {
        drop();
        Instant until = Instant.now().plusSeconds(20).truncatedTo(ChronoUnit.SECONDS);
        lock(until);

        // When
        List<Progress> progress = expirer().remover().advance();

        // Then neither we nor the store's own interface delete it
        assertThat(progress)
                .singleElement()
                .isEqualTo(
                        new Progress.Pending(expirer().remover().open().get(0).id(), 0, 1, Optional.of(until)));
        ObjectVersion version = versions().get(0);
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(() -> s3.deleteObject(
                        request -> request.bucket(bucket).key(key()).versionId(version.versionId())));
        assertThat(Certificates.of(events.fresh())).isEmpty();

        // When the lock has ended
        Thread.sleep(Duration.between(Instant.now(), until.plusSeconds(2)).toMillis());

        // Then
        assertThat(expirer().remover().advance()).singleElement().isInstanceOf(Progress.Certified.class);
        assertThat(versions()).isEmpty();
    }

    @Test
    void dropsNothingThatIsLockedForLongerThanThePolicyKeepsIt() {
        Instant until = Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.SECONDS);
        lock(until);

        ExpiryPlan plan = expirer().plan(ExpiryContract.RETENTION);

        assertThat(plan.drops()).isEmpty();
        assertThat(plan.locked()).containsExactly(Map.entry(expired.path(), until));
    }

    private void drop() {
        expirer().drop(expirer().plan(ExpiryContract.RETENTION), Duration.ZERO);
    }

    /** In the mode that this user may lift again, with a permission that expiry does not ask for. */
    private void lock(Instant until) {
        s3.putObjectRetention(request -> request.bucket(bucket)
                .key(key())
                .retention(retention ->
                        retention.mode(ObjectLockRetentionMode.GOVERNANCE).retainUntilDate(until)));
    }

    private Expirer expirer() {
        return new Expirer(new Upkeep(
                events::fresh, Holding::of, ExpiryContract.KEY, "test", Duration.ofSeconds(30), Clock.systemUTC()));
    }

    private List<ObjectVersion> versions() {
        return s3.listObjectVersions(request -> request.bucket(bucket).prefix(key()))
                .versions();
    }

    private String key() {
        return expired.path().substring(("s3://" + bucket + "/").length());
    }

    private Map<String, String> keys() {
        Map<String, String> keys = new HashMap<>();
        keys.put("iceberg.catalog.type", "jdbc");
        keys.put("iceberg.catalog.jdbc.schema-version", "V1");
        keys.put("iceberg.catalog.uri", "jdbc:sqlite:" + directory.resolve("catalog.db") + "?busy_timeout=60000");
        keys.put("iceberg.catalog.warehouse", "s3://" + bucket + "/archive");
        keys.put("iceberg.catalog.s3.endpoint", ENDPOINT.toString());
        keys.put("iceberg.catalog.s3.path-style-access", "true");
        keys.put("iceberg.catalog.client.region", "us-east-1");
        keys.put("iceberg.catalog.s3.access-key-id", ACCESS_KEY);
        keys.put("iceberg.catalog.s3.secret-access-key", SECRET_KEY);
        keys.put("archive.s3.checksums", "required");
        return keys;
    }
}

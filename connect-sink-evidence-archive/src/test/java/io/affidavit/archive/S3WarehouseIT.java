/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.evidence.verify.Progress;
import io.affidavit.archive.evidence.verify.Verifier;
import io.affidavit.core.key.TrustedKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A warehouse on an S3 server, named by {@code -Daffidavit.s3.endpoint}; the catalog is an SQLite file. */
@EnabledIfSystemProperty(named = "affidavit.s3.endpoint", matches = "http.+")
class S3WarehouseIT extends CatalogContract {

    private static final URI ENDPOINT = URI.create(System.getProperty("affidavit.s3.endpoint", "http://127.0.0.1"));
    private static final String ACCESS_KEY = System.getProperty("affidavit.s3.access.key", "");
    private static final String SECRET_KEY = System.getProperty("affidavit.s3.secret.key", "");

    private static S3Client s3;

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

    @BeforeEach
    void createBucket() {
        bucket = "archive-" + UUID.randomUUID();
        s3.createBucket(request -> request.bucket(bucket));
    }

    @Override
    Map<String, String> keys() {
        Map<String, String> keys = DocumentedCatalog.keys("S3");
        keys.remove("iceberg.catalog.jdbc.user");
        keys.remove("iceberg.catalog.jdbc.password");
        keys.replace("iceberg.catalog.uri", "jdbc:sqlite:" + directory.resolve("catalog.db") + "?busy_timeout=60000");
        keys.replace("iceberg.catalog.warehouse", "s3://" + bucket + "/archive");
        keys.replace("iceberg.catalog.s3.endpoint", ENDPOINT.toString());
        keys.replace("iceberg.catalog.s3.access-key-id", ACCESS_KEY);
        keys.replace("iceberg.catalog.s3.secret-access-key", SECRET_KEY);
        keys.replace("iceberg.catalog.s3.staging-dir", staging().toString());
        return keys;
    }

    @Test
    void wrongCredentialsAreRefusedWithoutRepeatingThem() {
        Map<String, String> config = config();
        config.put("iceberg.catalog.s3.secret-access-key", "secret-canary-4711");

        assertThat(new EvidenceArchiveSinkConnector()
                        .validate(config).configValues().stream()
                                .filter(value -> !value.errorMessages().isEmpty()))
                .singleElement()
                .satisfies(value -> {
                    assertThat(value.name()).isEqualTo("iceberg.catalog.warehouse");
                    assertThat(value.errorMessages().toString())
                            .contains("Cannot write", "403")
                            .doesNotContain("secret-canary");
                });
    }

    @Test
    void leavesNothingBehindInBucketAndStagingDirectory() throws Exception {
        try (ArchiveHarness archive = ArchiveHarness.start(directory, config())) {
            archive.put(Events.record(0), Events.record(1));
            archive.commit();
        }

        List<String> objects = s3.listObjectsV2Paginator(request -> request.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .toList();
        assertThat(objects).isNotEmpty().noneMatch(key -> key.contains("probe"));
        try (var files = Files.list(staging())) {
            assertThat(files).isEmpty();
        }
    }

    /** Writes to a data file, as whoever may write to the bucket can. */
    @Test
    void aChangedObjectIsFound() {
        try (ArchiveHarness archive = ArchiveHarness.start(directory, config())) {
            archive.put(Events.record(0), Events.record(1));
            archive.commit();
            Table table = archive.catalog().loadTable(TableIdentifier.of("evidence", "events"));
            String location = dataFile(table);
            String key = location.substring(("s3://" + bucket + "/").length());
            byte[] bytes = s3.getObjectAsBytes(request -> request.bucket(bucket).key(key))
                    .asByteArray();
            bytes[bytes.length / 2] ^= 1;

            s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(bytes));

            assertThat(Verifier.verify(table, TrustedKeys.of(ArchiveHarness.KEY.verificationKey()), 1, Progress.NONE)
                            .findings())
                    .isNotEmpty()
                    .allSatisfy(finding -> assertThat(finding.subject()).isEqualTo(location));
        }
    }

    private Path staging() {
        return directory.resolve("staging");
    }

    private static String dataFile(Table table) {
        try (CloseableIterable<FileScanTask> files = table.newScan().planFiles()) {
            return files.iterator().next().file().location();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.affidavit.it.support.CommandLine;
import io.affidavit.it.support.Pipeline;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import io.affidavit.stack.IcebergRestProcess;
import io.affidavit.stack.litellm.SpendLogGenerator;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The packaged archive on catalogs and stores that many workers share, with its secrets from a ConfigProvider. */
@Tag("chaos")
@ExtendWith(StackExtension.class)
class SharedCatalogsIT {
    private static final int ROWS = 1_500;
    private static final String CATALOG_PASSWORD = "catalog-canary-4711";

    @Test
    void archivesThroughPostgres(TestStack stack) throws Exception {
        // Given
        createCatalogDatabase(stack, "pgcatalog");
        Map<String, String> keys = postgresKeys(stack, "pgcatalog");
        keys.put("iceberg.catalog.warehouse", "file:" + stack.directory().resolve("warehouse-pg"));
        keys.put("archive.catalog.embedded.single.host", "true");

        // When
        try (Pipeline pipeline = new Pipeline(stack, "throughpg", keys)) {
            run(stack, pipeline, Map.of("iceberg.catalog.jdbc.password", CATALOG_PASSWORD));

            // Then
            assertComplete(pipeline);
            assertThat(Files.readString(stack.worker().log())).doesNotContain(CATALOG_PASSWORD);
        }
    }

    @Test
    void archivesThroughRest(TestStack stack) throws Exception {
        // Given
        String warehouse = "file:" + stack.directory().resolve("warehouse-rest");
        try (IcebergRestProcess rest =
                new IcebergRestProcess(stack.directory().resolve("rest"), Map.of("warehouse", warehouse))) {
            rest.start();
            Map<String, String> keys = Map.of(
                    "iceberg.catalog.type",
                    "rest",
                    "iceberg.catalog.uri",
                    rest.uri().toString(),
                    "iceberg.catalog.warehouse",
                    warehouse,
                    "archive.catalog.embedded.single.host",
                    "true");

            // When
            try (Pipeline pipeline = new Pipeline(stack, "throughrest", keys)) {
                run(stack, pipeline, Map.of());

                // Then
                assertComplete(pipeline);
            }
        }
    }

    /** With an S3 server named by {@code -Daffidavit.s3.endpoint} and the two keys. */
    @Test
    void archivesOnS3AndFindsAChangedObject(TestStack stack) throws Exception {
        String endpoint = System.getProperty("affidavit.s3.endpoint", "");
        assumeThat(endpoint).as("an S3 server").isNotEmpty();
        String access = System.getProperty("affidavit.s3.access.key");
        String secret = System.getProperty("affidavit.s3.secret.key");
        String bucket = "archive-" + UUID.randomUUID();
        createCatalogDatabase(stack, "s3catalog");

        try (S3Client s3 = client(endpoint, access, secret)) {
            // Given
            s3.createBucket(request -> request.bucket(bucket));
            Path staging = Files.createDirectory(stack.directory().resolve("s3-staging"));
            Map<String, String> keys = postgresKeys(stack, "s3catalog");
            keys.put("iceberg.catalog.warehouse", "s3://" + bucket + "/archive");
            keys.put("iceberg.catalog.client.region", "us-east-1");
            keys.put("iceberg.catalog.s3.endpoint", endpoint);
            keys.put("iceberg.catalog.s3.path-style-access", "true");
            keys.put("iceberg.catalog.s3.access-key-id", access);
            keys.put("iceberg.catalog.s3.secret-access-key", secret);
            keys.put("iceberg.catalog.s3.staging-dir", staging.toString());
            keys.put("archive.s3.checksums", "required");

            // When
            try (Pipeline pipeline = new Pipeline(stack, "ons3", keys)) {
                run(
                        stack,
                        pipeline,
                        Map.of(
                                "iceberg.catalog.jdbc.password",
                                CATALOG_PASSWORD,
                                "iceberg.catalog.s3.secret-access-key",
                                secret));

                // Then all is there, and nothing else
                assertComplete(pipeline);
                assertThat(Files.readString(stack.worker().log())).doesNotContain(CATALOG_PASSWORD, secret);
                try (var files = Files.list(staging)) {
                    assertThat(files).isEmpty();
                }
                assertThat(s3.listObjectsV2Paginator(request -> request.bucket(bucket)).contents().stream()
                                .map(S3Object::key))
                        .allMatch(key -> key.startsWith("archive/governance/"));

                // And a change to one object is found
                String changed = changeADataFile(s3, bucket);
                CommandLine.Outcome outcome = pipeline.verify(pipeline.trustedKeys());
                assertThat(outcome.code()).isEqualTo(1);
                assertThat(outcome.output()).contains(changed);
            }
        }
    }

    /** Runs source and sink until the archive holds all rows; the worker gets the secrets by reference only. */
    private static void run(TestStack stack, Pipeline pipeline, Map<String, String> secrets) throws IOException {
        SpendLogGenerator generator = new SpendLogGenerator(
                23, ROWS, Clock.systemUTC().instant().minus(1, ChronoUnit.HOURS), Duration.ofHours(30));
        pipeline.createLogTable().load(generator.stream());
        Map<String, String> sink = pipeline.sinkConfig();
        Path file = stack.directory().resolve(pipeline.sink() + ".secrets");
        StringBuilder properties = new StringBuilder();
        secrets.forEach((key, value) -> {
            properties.append(key).append('=').append(value).append('\n');
            sink.put(key, "${secrets:" + file + ":" + key + "}");
        });
        Files.writeString(file, properties, StandardCharsets.ISO_8859_1);

        pipeline.startSink(sink);
        pipeline.startSource(pipeline.sourceConfig());
        pipeline.awaitArchived(ROWS, Duration.ofMinutes(3));
    }

    private static void assertComplete(Pipeline pipeline) {
        assertThat(pipeline.archive().rows()).isEqualTo(ROWS);
        assertThat(pipeline.verify(pipeline.trustedKeys())).returns(0, CommandLine.Outcome::code);
        assertThat(pipeline.reconcile())
                .returns(0, CommandLine.Outcome::code)
                .extracting(CommandLine.Outcome::output)
                .asString()
                .contains("MATCH");
    }

    private static void createCatalogDatabase(TestStack stack, String name) throws SQLException {
        try (Connection admin = stack.postgres().connect();
                Statement statement = admin.createStatement()) {
            statement.execute("CREATE ROLE " + name + " LOGIN PASSWORD '" + CATALOG_PASSWORD + "'");
            statement.execute("CREATE DATABASE " + name + " OWNER " + name);
        }
    }

    private static Map<String, String> postgresKeys(TestStack stack, String database) {
        Map<String, String> keys = new HashMap<>();
        keys.put("iceberg.catalog.type", "jdbc");
        keys.put("iceberg.catalog.uri", stack.postgres().jdbcUrl(database));
        keys.put("iceberg.catalog.jdbc.user", database);
        keys.put("iceberg.catalog.jdbc.password", CATALOG_PASSWORD);
        keys.put("iceberg.catalog.jdbc.schema-version", "V1");
        return keys;
    }

    private static S3Client client(String endpoint, String access, String secret) {
        return S3Client.builder()
                .endpointOverride(URI.create(endpoint))
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(access, secret)))
                .build();
    }

    private static String changeADataFile(S3Client s3, String bucket) {
        String key = s3.listObjectsV2Paginator(request -> request.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .filter(name -> name.startsWith("archive/governance/events/") && name.endsWith(".parquet"))
                .findFirst()
                .orElseThrow();
        byte[] bytes =
                s3.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asByteArray();
        bytes[bytes.length / 2] ^= 1;
        s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
        return key;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.it.support.ArchivedTopic;
import io.affidavit.it.support.Completeness;
import io.affidavit.it.support.Load;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import io.affidavit.stack.FaultyProxy;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** An S3 server, named by {@code -Daffidavit.s3.endpoint} and the two keys, that answers 503, is slow or gone for a minute. */
@Tag("chaos")
@ExtendWith(StackExtension.class)
@EnabledIfSystemProperty(named = "affidavit.s3.endpoint", matches = "http.+")
class ObjectStoreOutageIT {
    private static final Duration OUTAGE = Duration.ofSeconds(Boolean.getBoolean("affidavit.long") ? 60 : 15);
    private static final Duration SLOW = Duration.ofMillis(700);
    private static final String ACCESS_KEY = System.getProperty("affidavit.s3.access.key", "");
    private static final String SECRET_KEY = System.getProperty("affidavit.s3.secret.key", "");

    private enum Failure {
        UNAVAILABLE,
        SLOW,
        GONE
    }

    @ParameterizedTest
    @EnumSource
    void onlyDelaysTheArchive(Failure failure, TestStack stack) {
        URI endpoint = URI.create(System.getProperty("affidavit.s3.endpoint"));
        String name = "s3" + failure.name().toLowerCase(Locale.ROOT);
        String bucket = name + "-" + UUID.randomUUID();
        createBucket(endpoint, bucket);
        try (FaultyProxy proxy = new FaultyProxy(endpoint.getPort());
                ArchivedTopic topic = over(stack, name, bucket, proxy.port())) {
            // Given
            topic.start(2);
            try (Load load = topic.load(200)) {
                topic.awaitArchived();

                // When
                fail(proxy, failure);
                topic.assertRunsThroughout(2, OUTAGE);
                proxy.restore();

                // Then
                topic.awaitArchived();
                assertThat(load.sent()).isGreaterThan(OUTAGE.toSeconds() * 100);
            }
            Completeness.assertEveryRecordOnce(topic);
            assertThat(stack.rest().status(topic.sink()).runs(2)).isTrue();
        }
    }

    private static void fail(FaultyProxy proxy, Failure failure) {
        switch (failure) {
            case UNAVAILABLE -> proxy.beUnavailable();
            case SLOW -> proxy.beSlow(SLOW);
            case GONE -> proxy.cut();
        }
    }

    private static ArchivedTopic over(TestStack stack, String name, String bucket, int port) {
        return new ArchivedTopic(stack, name, 2)
                .without("archive.embedded.directory")
                .with("archive.commit.timeout", "5s")
                .with("iceberg.catalog.type", "jdbc")
                .with(
                        "iceberg.catalog.uri",
                        "jdbc:sqlite:" + stack.directory().resolve(bucket + ".db") + "?busy_timeout=60000")
                .with("iceberg.catalog.jdbc.schema-version", "V1")
                .with("iceberg.catalog.warehouse", "s3://" + bucket + "/archive")
                .with("iceberg.catalog.client.region", "us-east-1")
                .with("iceberg.catalog.s3.endpoint", "http://127.0.0.1:" + port)
                .with("iceberg.catalog.s3.path-style-access", "true")
                .with("iceberg.catalog.s3.access-key-id", ACCESS_KEY)
                .with("iceberg.catalog.s3.secret-access-key", SECRET_KEY)
                .with("archive.s3.checksums", "required");
    }

    private static void createBucket(URI endpoint, String bucket) {
        try (S3Client s3 = S3Client.builder()
                .endpointOverride(endpoint)
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
                .build()) {
            s3.createBucket(request -> request.bucket(bucket));
        }
    }
}

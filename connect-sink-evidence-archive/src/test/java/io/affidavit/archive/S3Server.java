/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The S3 server that tests run against, named by {@code -Daffidavit.s3.endpoint}. */
public final class S3Server {

    /** Condition of the tests that need it. */
    public static final String PROPERTY = "affidavit.s3.endpoint";

    private static final URI ENDPOINT = URI.create(System.getProperty(PROPERTY, "http://127.0.0.1"));
    private static final String ACCESS_KEY = System.getProperty("affidavit.s3.access.key", "");
    private static final String SECRET_KEY = System.getProperty("affidavit.s3.secret.key", "");

    private S3Server() {}

    /** A client of the server, as a user of it has one. */
    public static S3Client client() {
        return S3Client.builder()
                .endpointOverride(ENDPOINT)
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
                .build();
    }

    /** The connector's keys for an SQLite catalog in {@code directory} and a warehouse in {@code bucket}. */
    public static Map<String, String> keys(Path directory, String bucket) {
        Map<String, String> keys = DocumentedCatalog.keys("S3");
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
}

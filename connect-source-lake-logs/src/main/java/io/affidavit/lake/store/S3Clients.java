/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.store;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Makes clients for S3. */
final class S3Clients {

    /** For the headers of an answer; the body takes its time. */
    private static final Duration ATTEMPT = Duration.ofSeconds(30);

    private static final Duration CALL = Duration.ofSeconds(60);

    private S3Clients() {}

    static S3Client of(S3Settings settings) {
        S3ClientBuilder client = S3Client.builder()
                .forcePathStyle(settings.pathStyle())
                .overrideConfiguration(
                        override -> override.apiCallAttemptTimeout(ATTEMPT).apiCallTimeout(CALL));
        settings.endpoint().ifPresent(client::endpointOverride);
        if (!settings.region().isEmpty()) {
            client.region(Region.of(settings.region()));
        } else if (settings.endpoint().isPresent()) {
            client.region(Region.US_EAST_1);
        }
        if (!settings.accessKey().isEmpty()) {
            client.credentialsProvider(StaticCredentialsProvider.create(credentials(settings)));
        }
        if (settings.compatible()) {
            client.requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                    .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        }
        return client.build();
    }

    private static AwsCredentials credentials(S3Settings settings) {
        String token = settings.sessionToken().value();
        return token.isEmpty()
                ? AwsBasicCredentials.create(
                        settings.accessKey(), settings.secretKey().value())
                : AwsSessionCredentials.create(
                        settings.accessKey(), settings.secretKey().value(), token);
    }
}

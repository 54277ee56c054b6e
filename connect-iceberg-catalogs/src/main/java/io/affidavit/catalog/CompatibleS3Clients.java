/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.catalog;

import java.util.Map;
import org.apache.iceberg.aws.AwsClientProperties;
import org.apache.iceberg.aws.HttpClientProperties;
import org.apache.iceberg.aws.s3.S3FileIOAwsClientFactory;
import org.apache.iceberg.aws.s3.S3FileIOProperties;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * S3 clients for servers that do not know the checksums which the AWS SDK adds to every request since 2025, such as Ceph
 * 16: they refuse such a request with status 400. Takes all of Iceberg's keys for S3, like Iceberg's own clients.
 */
public final class CompatibleS3Clients implements S3FileIOAwsClientFactory {

    private static final long serialVersionUID = 1L;

    private S3FileIOProperties s3 = new S3FileIOProperties();
    private AwsClientProperties client = new AwsClientProperties();
    private HttpClientProperties http = new HttpClientProperties();

    /** Iceberg creates it by name. */
    public CompatibleS3Clients() {}

    @Override
    public void initialize(Map<String, String> properties) {
        s3 = new S3FileIOProperties(properties);
        client = new AwsClientProperties(properties);
        http = new HttpClientProperties(properties);
    }

    @Override
    public S3Client s3() {
        return S3Client.builder()
                .applyMutation(client::applyClientRegionConfiguration)
                .applyMutation(client::applyLegacyMd5Plugin)
                .applyMutation(http::applyHttpClientConfigurations)
                .applyMutation(s3::applyEndpointConfigurations)
                .applyMutation(s3::applyServiceConfigurations)
                .applyMutation(builder -> s3.applyCredentialConfigurations(client, builder))
                .applyMutation(s3::applySignerConfiguration)
                .applyMutation(s3::applyUserAgentConfigurations)
                .applyMutation(s3::applyRetryConfigurations)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .build();
    }

    @Override
    public S3AsyncClient s3Async() {
        throw new UnsupportedOperationException("Cannot read ahead from this store: its clients are synchronous. "
                + "Remove iceberg.catalog.s3.analytics-accelerator.enabled");
    }
}

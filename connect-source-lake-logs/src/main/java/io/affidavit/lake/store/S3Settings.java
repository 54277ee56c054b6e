/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.store;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.config.types.Password;

/**
 * How to reach a bucket.
 *
 * @param endpoint of a server that is not AWS
 * @param region empty where the SDK is to find it
 * @param accessKey empty where the SDK is to find credentials
 * @param compatible whether the server refuses the SDK's own checksums
 */
public record S3Settings(
        String bucket,
        String prefix,
        Optional<URI> endpoint,
        String region,
        boolean pathStyle,
        String accessKey,
        Password secretKey,
        Password sessionToken,
        boolean compatible) {

    public S3Settings {
        Objects.requireNonNull(bucket, "bucket");
        Objects.requireNonNull(prefix, "prefix");
        Objects.requireNonNull(endpoint, "endpoint");
    }

    /** The location, for messages. */
    String location() {
        return "s3://" + bucket + "/" + prefix;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.kms.aws;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Properties;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Gives the keys of AWS KMS to Tink. A key is named by its ARN, {@code aws-kms://arn:aws:kms:REGION:ACCOUNT:key/ID}, from which
 * the region is taken. Ciphertexts are those of Tink's other clients of AWS KMS.
 */
public final class AwsKmsClient implements KmsClient {

    private static final String PREFIX = "aws-kms://";

    private AwsCredentialsProvider credentials;

    /** Created by ServiceLoader. */
    public AwsKmsClient() {}

    @Override
    public boolean doesSupport(String keyUri) {
        return keyUri.startsWith(PREFIX);
    }

    /**
     * @param credentialPath a properties file with {@code accessKey} and {@code secretKey}
     * @throws GeneralSecurityException without the path or any content, if the file is not such
     */
    @Override
    @SuppressWarnings("UnusedException") // its message may quote the file
    public KmsClient withCredentials(String credentialPath) throws GeneralSecurityException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(credentialPath), StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new GeneralSecurityException("Cannot read credentials: the file is no readable properties file.");
        }
        String accessKey = properties.getProperty("accessKey");
        String secretKey = properties.getProperty("secretKey");
        if (accessKey == null || secretKey == null) {
            throw new GeneralSecurityException(
                    "Cannot read credentials: the file lacks accessKey or secretKey. Give it both.");
        }
        credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey));
        return this;
    }

    /** From environment, system properties, profile, web identity, container or instance, as the SDK finds them. */
    @Override
    public KmsClient withDefaultCredentials() {
        credentials = DefaultCredentialsProvider.builder().build();
        return this;
    }

    /**
     * @throws GeneralSecurityException if the URI names no key by its ARN
     * @throws IllegalStateException if no credentials were chosen
     */
    @Override
    public Aead getAead(String keyUri) throws GeneralSecurityException {
        if (credentials == null) {
            throw new IllegalStateException("Cannot use AWS KMS: no credentials are chosen. Choose them first.");
        }
        String[] parts =
                keyUri.startsWith(PREFIX) ? keyUri.substring(PREFIX.length()).split(":", -1) : new String[0];
        if (parts.length != 6 || !parts[0].equals("arn") || !parts[2].equals("kms") || parts[3].isEmpty()) {
            throw new GeneralSecurityException(
                    "Cannot use AWS KMS: the URI is no ARN of a key. Give aws-kms://arn:aws:kms:REGION:ACCOUNT:key/ID.");
        }
        return new AwsKmsAead(keyUri.substring(PREFIX.length()), parts[3], credentials);
    }
}

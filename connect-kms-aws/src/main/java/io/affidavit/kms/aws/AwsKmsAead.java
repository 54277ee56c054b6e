/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.kms.aws;

import com.google.crypto.tink.Aead;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecryptResponse;

/**
 * Encrypts and decrypts with one key of AWS KMS, which never leaves it. Associated data goes into the encryption context as
 * {@code associatedData}, in hexadecimal digits. Opens a connection for each call: keysets are read once, when a task starts.
 */
final class AwsKmsAead implements Aead {

    /** For a call with all its attempts. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final String arn;
    private final Region region;
    private final AwsCredentialsProvider credentials;

    AwsKmsAead(String arn, String region, AwsCredentialsProvider credentials) {
        this.arn = arn;
        this.region = Region.of(region);
        this.credentials = credentials;
    }

    @Override
    public byte[] encrypt(byte[] plaintext, byte[] associatedData) throws GeneralSecurityException {
        return call(kms -> kms.encrypt(request -> request.keyId(arn)
                        .plaintext(SdkBytes.fromByteArray(plaintext))
                        .encryptionContext(context(associatedData))))
                .ciphertextBlob()
                .asByteArray();
    }

    @Override
    public byte[] decrypt(byte[] ciphertext, byte[] associatedData) throws GeneralSecurityException {
        DecryptResponse response = call(kms -> kms.decrypt(request -> request.keyId(arn)
                .ciphertextBlob(SdkBytes.fromByteArray(ciphertext))
                .encryptionContext(context(associatedData))));
        // an alias is answered with the key behind it
        if (arn.contains(":key/") && !arn.equals(response.keyId())) {
            throw new GeneralSecurityException("Cannot decrypt: AWS KMS used another key.");
        }
        return response.plaintext().asByteArray();
    }

    private <T> T call(Function<KmsClient, T> call) throws GeneralSecurityException {
        try (KmsClient kms = KmsClient.builder()
                .region(region)
                .credentialsProvider(credentials)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(settings -> settings.apiCallTimeout(TIMEOUT))
                .build()) {
            return call.apply(kms);
        } catch (SdkException e) {
            throw new GeneralSecurityException("Cannot use AWS KMS: the call failed.", e);
        }
    }

    private static Map<String, String> context(byte[] associatedData) {
        return associatedData == null || associatedData.length == 0
                ? Map.of()
                : Map.of("associatedData", HexFormat.of().formatHex(associatedData));
    }
}

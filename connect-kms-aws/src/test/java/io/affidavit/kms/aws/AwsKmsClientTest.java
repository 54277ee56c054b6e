/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.kms.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import io.affidavit.stack.LocalKms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client, against a service that speaks the protocol of AWS KMS and verifies signatures. */
class AwsKmsClientTest {

    private static final String URI = "aws-kms://" + LocalKms.KEY;

    private final LocalKms kms = LocalKms.start();

    @TempDir
    Path directory;

    @BeforeEach
    void sendTheSdkThere() {
        kms.clientProperties().forEach(System::setProperty);
    }

    @AfterEach
    void stop() {
        kms.clientProperties().keySet().forEach(System::clearProperty);
        kms.close();
    }

    @Test
    void isFoundByServiceLoader() {
        assertThat(ServiceLoader.load(KmsClient.class)).singleElement().isInstanceOf(AwsKmsClient.class);
    }

    @Test
    void encryptsAndDecryptsForOneContextOnly() throws Exception {
        // Given
        Aead aead = new AwsKmsClient().withDefaultCredentials().getAead(URI);
        byte[] plain = "a keyset".getBytes(UTF_8);

        // When
        byte[] bound = aead.encrypt(plain, new byte[] {1, 2});
        byte[] unbound = aead.encrypt(plain, new byte[0]);

        // Then
        assertThat(aead.decrypt(bound, new byte[] {1, 2})).isEqualTo(plain);
        assertThat(aead.decrypt(unbound, new byte[0])).isEqualTo(plain);
        assertThat(new String(bound, UTF_8)).doesNotContain("keyset");
        assertThatThrownBy(() -> aead.decrypt(bound, new byte[] {1, 3})).isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> aead.decrypt(bound, new byte[0])).isInstanceOf(GeneralSecurityException.class);
        assertThat(kms.calls())
                .containsExactly(
                        "Encrypt 200", "Encrypt 200", "Decrypt 200", "Decrypt 200", "Decrypt 400", "Decrypt 400");
    }

    @Test
    void takesCredentialsFromAFile() throws Exception {
        // Given credentials of the environment that do not sign as the service demands
        System.setProperty("aws.secretAccessKey", "wrong");
        Path right = Files.writeString(
                directory.resolve("aws.properties"),
                "accessKey=" + LocalKms.ACCESS_KEY + "\nsecretKey=" + LocalKms.SECRET_KEY + "\n");

        // When
        Aead file = new AwsKmsClient().withCredentials(right.toString()).getAead(URI);
        Aead environment = new AwsKmsClient().withDefaultCredentials().getAead(URI);

        // Then
        assertThat(file.decrypt(file.encrypt(new byte[] {7}, null), null)).containsExactly(7);
        assertThatThrownBy(() -> environment.encrypt(new byte[] {7}, null))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void refusesFilesThatAreNoCredentialsWithoutRepeatingThem() throws Exception {
        Path half = Files.writeString(directory.resolve("half"), "accessKey=canary-4f1d2c9e\n");

        for (String path : new String[] {half.toString(), directory + "/none", directory.toString(), "\0"}) {
            assertThatThrownBy(() -> new AwsKmsClient().withCredentials(path))
                    .isInstanceOf(GeneralSecurityException.class)
                    .hasNoCause()
                    .message()
                    .doesNotContain("4f1d2c9e", directory.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws-kms://alias/mine",
                "aws-kms://arn:aws:kms::111122223333:key/1",
                "aws-kms://arn:aws:s3:eu-west-1:111122223333:key/1",
                "gcp-kms://projects/p"
            })
    void refusesWhatNamesNoKeyOfItsOwn(String uri) {
        KmsClient client = new AwsKmsClient().withDefaultCredentials();

        assertThatThrownBy(() -> client.getAead(uri)).isInstanceOf(GeneralSecurityException.class);
        assertThat(client.doesSupport(uri)).isEqualTo(uri.startsWith("aws-kms://"));
    }

    @Test
    void failsWhereTheKeyIsUnknownDisabledOrTheServiceGone() throws Exception {
        KmsClient client = new AwsKmsClient().withDefaultCredentials();
        Aead unknown = client.getAead(URI.substring(0, URI.length() - 1) + "2");
        Aead known = client.getAead(URI);

        assertThatThrownBy(() -> unknown.encrypt(new byte[1], null)).isInstanceOf(GeneralSecurityException.class);
        kms.disable();
        assertThatThrownBy(() -> known.encrypt(new byte[1], null)).isInstanceOf(GeneralSecurityException.class);
        kms.close();
        assertThatThrownBy(() -> known.encrypt(new byte[1], null)).isInstanceOf(GeneralSecurityException.class);
    }
}

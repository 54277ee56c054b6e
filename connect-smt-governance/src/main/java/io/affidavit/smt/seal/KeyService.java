/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.seal;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import java.security.GeneralSecurityException;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * One key of a key service, by which keysets are encrypted. The service is any whose client implements Tink's
 * {@link KmsClient} and lies beside this jar: clients are found by ServiceLoader through the loader of this class.
 */
public final class KeyService {

    private final Aead key;

    private KeyService(Aead key) {
        this.key = key;
    }

    /**
     * @param uri the key as its service names it, such as {@code aws-kms://arn:aws:kms:...}
     * @param credentials what the service's client takes, for AWS the path of a file; empty for the service's own chain
     * @throws KeyServiceException if no client knows the URI, or it does not start
     */
    public static KeyService of(String uri, Optional<String> credentials) {
        Objects.requireNonNull(uri, "uri");
        try {
            KmsClient client = client(uri);
            KmsClient signedIn = credentials.isPresent()
                    ? client.withCredentials(credentials.get())
                    : client.withDefaultCredentials();
            return new KeyService(signedIn.getAead(uri));
        } catch (KeyServiceException e) {
            throw e;
        } catch (GeneralSecurityException | RuntimeException | LinkageError e) {
            throw KeyServiceException.of("start", e);
        }
    }

    /** The key as Tink takes it; what it throws is a {@link KeyServiceException}. */
    Aead aead() {
        return new Aead() {
            @Override
            public byte[] encrypt(byte[] plaintext, byte[] associatedData) {
                return asked("encrypt the keyset", () -> key.encrypt(plaintext, associatedData));
            }

            @Override
            public byte[] decrypt(byte[] ciphertext, byte[] associatedData) {
                return asked("decrypt the keyset", () -> key.decrypt(ciphertext, associatedData));
            }
        };
    }

    private static byte[] asked(String what, Step step) {
        try {
            return step.run();
        } catch (GeneralSecurityException | RuntimeException | LinkageError e) {
            throw KeyServiceException.of(what, e);
        }
    }

    private static KmsClient client(String uri) {
        try {
            for (KmsClient client : ServiceLoader.load(KmsClient.class, KeyService.class.getClassLoader())) {
                if (client.doesSupport(uri)) {
                    return client;
                }
            }
        } catch (ServiceConfigurationError e) {
            throw new KeyServiceException(
                    "a client of a key service in the plugin's directory does not load. Unpack all "
                            + "of its jars there, or take it out.");
        }
        throw new KeyServiceException(
                "no client of this key service is in the plugin's directory. For aws-kms:// unpack "
                        + "the zip affidavit-kms-aws there, for another service a jar that provides "
                        + KmsClient.class.getName()
                        + ".");
    }

    @Override
    public String toString() {
        return "KeyService";
    }

    private interface Step {
        byte[] run() throws GeneralSecurityException;
    }
}

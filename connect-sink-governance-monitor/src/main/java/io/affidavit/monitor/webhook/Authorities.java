/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.webhook;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collections;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Trust in the certificates of a file, for receivers whose certificates no public authority signed. */
final class Authorities {

    private static final String PEM = "-----BEGIN CERTIFICATE-----";
    private static final long MOST_BYTES = 10 << 20;

    private Authorities() {}

    /**
     * A context that trusts the certificates of a file and no others.
     *
     * @param password of a keystore; null for PEM
     * @throws IllegalArgumentException in words for the key that names the file; they repeat neither file nor password
     */
    @SuppressWarnings("UnusedException") // its message may name the file
    static SSLContext trusting(String file, String password) {
        try {
            Path path = Path.of(file);
            if (Files.size(path) > MOST_BYTES) {
                throw new IOException("too large");
            }
            KeyStore trusted = pem(path)
                    ? certificates(path)
                    : KeyStore.getInstance(path.toFile(), password == null ? null : password.toCharArray());
            if (Collections.list(trusted.aliases()).isEmpty()) {
                throw new GeneralSecurityException("no certificate");
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException | InvalidPathException e) {
            throw new IllegalArgumentException(
                    "It is no readable file with certificates, in PEM or as a keystore (PKCS12 or"
                            + " JKS) whose password is " + WebhookKeys.AUTHORITIES_PASSWORD
                            + ". Give every worker one.");
        }
    }

    private static boolean pem(Path path) throws IOException {
        return new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1).contains(PEM);
    }

    private static KeyStore certificates(Path pem) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(pem)))) {
            store.setCertificateEntry("authority-" + number++, certificate);
        }
        return store;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Locale;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** The key of localhost with a certificate that it signed itself. */
public final class SelfSigned {

    private static final String ALIAS = "server";
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final Path directory;
    private final KeyStore keys;

    public SelfSigned(Path directory) throws IOException, GeneralSecurityException, InterruptedException {
        this.directory = directory;
        Path store = directory.resolve("keys.p12");
        int code = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start()
                .waitFor();
        assertThat(code).isZero();
        this.keys = KeyStore.getInstance(store.toFile(), PASSWORD);
    }

    /** What a server shows. */
    public SSLContext identity() throws GeneralSecurityException {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    /** A file of the certificate, for clients to trust and servers to show. */
    public Path certificate() throws IOException, GeneralSecurityException {
        return pem("certificate", keys.getCertificate(ALIAS).getEncoded());
    }

    /** A file of the key, which its owner alone may read. */
    public Path key() throws IOException, GeneralSecurityException {
        Path file = pem("private key", keys.getKey(ALIAS, PASSWORD).getEncoded());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    private Path pem(String what, byte[] encoded) throws IOException {
        String label = what.toUpperCase(Locale.ROOT);
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return Files.writeString(
                directory.resolve(what.replace(' ', '-') + ".pem"),
                "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n",
                StandardCharsets.US_ASCII);
    }
}

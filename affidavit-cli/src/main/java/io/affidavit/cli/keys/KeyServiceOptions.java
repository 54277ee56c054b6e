/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.keys;

import io.affidavit.cli.output.Failure;
import io.affidavit.smt.seal.KeyService;
import io.affidavit.smt.seal.KeyServiceException;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that name the key service by which a keyset is encrypted. */
final class KeyServiceOptions {

    @Option(
            names = "--kms-uri",
            paramLabel = "URI",
            description =
                    "Key of a key service that encrypts the keyset, such as aws-kms://arn:aws:kms:REGION:ACCOUNT:key/ID.")
    private String uri;

    @Option(
            names = "--kms-credentials",
            paramLabel = "FILE",
            description = "Credentials as the service's client takes them; without, its own chain finds them.")
    private String credentials;

    /** Filled in by picocli. */
    KeyServiceOptions() {}

    /** The service, if one is named. */
    @SuppressWarnings("UnusedException") // its message is told
    Optional<KeyService> service() {
        if (uri == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(KeyService.of(uri, Optional.ofNullable(credentials)));
        } catch (KeyServiceException e) {
            throw refused(e);
        }
    }

    /** The key of a transform's configuration that says the same, as a line of JSON; empty where none does. */
    String line() {
        return uri == null ? "" : "  \"mask.kms.key.uri\": \"" + uri + "\"\n";
    }

    static Failure refused(KeyServiceException e) {
        return new Failure("Cannot use --kms-uri: " + e.getMessage());
    }
}

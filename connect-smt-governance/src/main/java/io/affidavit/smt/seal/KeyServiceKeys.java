/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.seal;

import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/**
 * The two keys that name the key service by which the keysets of a transform are encrypted.
 *
 * @param prefix of both, such as {@code mask.}
 */
public record KeyServiceKeys(String prefix) {

    private static final Pattern URI = Pattern.compile("[a-z][a-z0-9+.-]*://\\S{1,2000}");

    public List<ConfigKey> keys(String group) {
        return List.of(
                ConfigKey.string(uri())
                        .group(group)
                        .displayName("Key service")
                        .doc("Key of a key service that the keysets are encrypted by, such as "
                                + "aws-kms://arn:aws:kms:eu-west-1:111122223333:key/... With it, every keyset of this "
                                + "transform must be Tink's encrypted JSON form; without it, none may be. The service is asked "
                                + "when the task starts, which fails where it does not answer.")
                        .optional()
                        .validator(Checks.check(
                                "the URI of a key, such as aws-kms://arn:...",
                                value -> URI.matcher(value.toString()).matches()))
                        .build(),
                ConfigKey.password(credentials())
                        .group(group)
                        .displayName("Key service credentials")
                        .doc(
                                "What the client of the key service takes as credentials: for AWS the path of a properties file with "
                                        + "accessKey and secretKey, on every worker. Not set, the service's own chain finds them.")
                        .optional()
                        .build());
    }

    /** Whether keysets are to be encrypted. */
    boolean given(AbstractConfig config) {
        return config.getString(uri()) != null;
    }

    /**
     * The service, if one is named.
     *
     * @throws ConfigException naming the key, if it is not there
     */
    Optional<KeyService> read(AbstractConfig config) {
        String uri = config.getString(uri());
        Password credentials = config.getPassword(credentials());
        try {
            return uri == null
                    ? Optional.empty()
                    : Optional.of(
                            KeyService.of(uri, Optional.ofNullable(credentials).map(Password::value)));
        } catch (KeyServiceException e) {
            throw refused(e);
        }
    }

    ConfigException refused(KeyServiceException e) {
        return new ConfigException("Invalid value for configuration " + uri() + ": " + e.getMessage());
    }

    String uri() {
        return prefix + "kms.key.uri";
    }

    private String credentials() {
        return prefix + "kms.credentials";
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.config;

import io.affidavit.core.key.SigningKey;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/** The signing key, given as PEM or as a file on the worker. Messages hold nothing of it. */
public final class SigningKeys {

    private SigningKeys() {}

    /** @throws ConfigException when there is no usable key */
    public static SigningKey of(AbstractConfig config) {
        Password pem = config.getPassword(EvidenceKeys.SIGNING_KEY);
        String file = config.getString(EvidenceKeys.SIGNING_KEY_FILE);
        faults(pem, file).forEach((key, fault) -> {
            throw new ConfigException("Cannot sign: " + key + ": " + fault);
        });
        return read(pem, file);
    }

    /** What is wrong with the two keys, by key; empty when nothing is. */
    static Map<String, String> faults(Password pem, String file) {
        if (pem == null && file == null) {
            return Map.of(
                    EvidenceKeys.SIGNING_KEY,
                    "Commits cannot be signed without a key. Set " + EvidenceKeys.SIGNING_KEY + " or "
                            + EvidenceKeys.SIGNING_KEY_FILE + ". Make a key with: affidavit keys generate.");
        }
        if (pem != null && file != null) {
            return Map.of(
                    EvidenceKeys.SIGNING_KEY_FILE,
                    "Both " + EvidenceKeys.SIGNING_KEY + " and " + EvidenceKeys.SIGNING_KEY_FILE
                            + " are set. Remove one of them.");
        }
        try {
            read(pem, file).id();
            return Map.of();
        } catch (IllegalArgumentException e) {
            return Map.of(pem == null ? EvidenceKeys.SIGNING_KEY_FILE : EvidenceKeys.SIGNING_KEY, e.getMessage());
        }
    }

    private static SigningKey read(Password pem, String file) {
        return pem == null ? SigningKey.read(Path.of(file)) : SigningKey.parse(pem.value());
    }
}

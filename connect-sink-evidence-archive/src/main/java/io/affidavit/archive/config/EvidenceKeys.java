/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.config;

import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The keys of the archive that say how its statements are made. */
public final class EvidenceKeys {

    public static final String SIGNING_KEY = "archive.signing.key";
    public static final String SIGNING_KEY_FILE = "archive.signing.key.file";
    public static final String ROW_SALT = "archive.row.salt";

    private static final KeyGroup GROUP = new KeyGroup("Evidence");

    private EvidenceKeys() {}

    static Stream<ConfigKey> keys() {
        return Stream.of(
                GROUP.key(ConfigKey.password(SIGNING_KEY), "Signing key", Importance.HIGH)
                        .doc(
                                "Ed25519 private key, PKCS#8 in PEM, that signs the statement of every commit; best given by a"
                                        + " ConfigProvider. Make one with affidavit keys generate.")
                        .optional()
                        .width(Width.LONG)
                        .build(),
                GROUP.key(ConfigKey.string(SIGNING_KEY_FILE), "Signing key file", Importance.HIGH)
                        .doc("File on every worker that holds the signing key, instead of archive.signing.key.")
                        .optional()
                        .width(Width.LONG)
                        .validator(Checks.nonBlank())
                        .build(),
                GROUP.key(ConfigKey.bool(ROW_SALT), "Salted rows", Importance.LOW)
                        .doc(
                                "Whether each row gets 16 random bytes in the column _salt, which is added to the table. Statements keep"
                                        + " the leaf hashes of rows that were erased; without the salt, which is erased with the row, nobody"
                                        + " can find out by trying what such a row said.")
                        .defaultValue(false)
                        .build());
    }
}

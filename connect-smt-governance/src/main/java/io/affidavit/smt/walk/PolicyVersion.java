/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import io.affidavit.core.plugin.AffidavitVersion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.types.Password;

/**
 * Names what decided about a record: the first 16 hexadecimal digits of the SHA-256 of the release, every key that is no
 * secret, and the document of own rules. The same settings give the same version on every worker.
 */
final class PolicyVersion {

    private static final int DIGITS = 16;

    private PolicyVersion() {}

    static String of(AbstractConfig config, String rules) {
        Map<String, Object> values = new TreeMap<>(config.values());
        values.values().removeIf(value -> value == null || value instanceof Password);
        String all = AffidavitVersion.current() + "\n" + values + "\n" + rules;
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Cannot name the policy: this Java has no SHA-256. Use a complete one.", e);
        }
    }
}

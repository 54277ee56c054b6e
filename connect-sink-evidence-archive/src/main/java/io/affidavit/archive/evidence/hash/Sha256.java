/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.hash;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 as the JDK provides it, without its checked exceptions. Digests are 32 bytes, their text 64 lower-case hex. */
public final class Sha256 {

    /** Length of a digest in bytes. */
    public static final int LENGTH = 32;

    private static final HexFormat HEX = HexFormat.of();

    private Sha256() {}

    /** Returns a fresh, unshared digest: {@link MessageDigest} is not thread-safe. */
    public static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Cannot hash: this Java runtime has no SHA-256.", e);
        }
    }

    /** Returns the digest of {@code bytes}. */
    public static byte[] of(byte[] bytes) {
        return newDigest().digest(bytes);
    }

    /** Returns the digest of {@code bytes} as 64 lower-case hex digits. */
    public static String hex(byte[] bytes) {
        return HEX.formatHex(of(bytes));
    }

    /** Completes {@code digest} into {@code target} at {@code offset}, without allocating. */
    static void finish(MessageDigest digest, byte[] target, int offset) {
        try {
            digest.digest(target, offset, LENGTH);
        } catch (DigestException e) {
            throw new IllegalStateException("Cannot hash: the digest does not fit its target.", e);
        }
    }
}

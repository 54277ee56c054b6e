/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.reject;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals a payload as text: {@code q1.<key id>.<base64url of nonce and ciphertext>}, AES-256-GCM (NIST SP 800-38D) with a
 * 96-bit nonce, a 128-bit tag and {@code topic|rule} as additional data, so that a payload cannot be passed off as another
 * topic's. Safe for use by many threads.
 */
final class Envelope {

    private static final int TAG_BITS = 128;
    private static final int NONCE_BYTES = 12;

    private final String keyId;
    private final SecretKeySpec key;
    private final Supplier<byte[]> nonces;

    /** @param nonces yields 12 fresh bytes each time; random outside of tests */
    Envelope(String keyId, byte[] key, Supplier<byte[]> nonces) {
        this.keyId = keyId;
        this.key = new SecretKeySpec(key, "AES");
        this.nonces = nonces;
    }

    String seal(byte[] plaintext, String topic, String rule) {
        byte[] nonce = nonces.get();
        if (nonce.length != NONCE_BYTES) {
            throw new IllegalStateException("Cannot seal payload: the nonce must have " + NONCE_BYTES + " bytes.");
        }
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD((topic + "|" + rule).getBytes(StandardCharsets.UTF_8));
            byte[] sealed = cipher.doFinal(plaintext);
            byte[] body = ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
            return "q1." + keyId + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot seal payload: AES-256-GCM is not available. Use a complete JDK.");
        }
    }
}

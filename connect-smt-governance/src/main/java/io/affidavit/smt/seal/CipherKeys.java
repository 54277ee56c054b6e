/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.seal;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/**
 * A Tink keyset of AES256_GCM keys (NIST SP 800-38D): makes ciphertexts that differ each time, bound to one tenant and label, so
 * that not even equality of content shows.
 */
public final class CipherKeys implements Sealer {

    private final int keyId;
    private final Aead all;

    private CipherKeys(KeysetHandle handle) throws GeneralSecurityException {
        keyId = handle.getPrimary().getId();
        all = handle.getPrimitive(KeysetKind.GCM.configuration(), Aead.class);
    }

    /**
     * @param json a keyset in clear, in Tink's JSON form
     * @throws IllegalArgumentException saying what the keyset must be, without any of it
     */
    public static CipherKeys of(String json) {
        return Keysets.read(json, KeysetKind.GCM, CipherKeys::new);
    }

    @Override
    public SealedText.Kind kind() {
        return SealedText.Kind.CIPHERTEXT;
    }

    @Override
    @SuppressWarnings("UnusedException") // its message could say what was sealed
    public void seal(char[] text, int from, int to, Scope scope, StringBuilder out) {
        byte[] plain = new String(text, from, to - from).getBytes(StandardCharsets.UTF_8);
        try {
            byte[] sealed = all.encrypt(plain, scope.bytes());
            byte[] body = Arrays.copyOfRange(sealed, Keysets.PREFIX_BYTES, sealed.length);
            SealedText.of(SealedText.Kind.CIPHERTEXT, keyId, scope.label(), body)
                    .write(out);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot encrypt content: AES-GCM failed. Use a complete Java platform.");
        }
    }

    @Override
    @SuppressWarnings("UnusedException") // what does not open is an answer
    public String open(SealedText sealed, String tenant) {
        try {
            byte[] plain = all.decrypt(Keysets.prefixed(sealed), new Scope(tenant, sealed.label()).bytes());
            return new String(plain, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            return null;
        }
    }

    @Override
    public String toString() {
        return "CipherKeys[" + Integer.toHexString(keyId) + "]";
    }
}

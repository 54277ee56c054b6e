/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.seal;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A Tink keyset of AES256_GCM keys (NIST SP 800-38D): makes ciphertexts that differ each time, bound to one tenant and label, so
 * that not even equality of content shows.
 */
public final class CipherKeys implements Sealer {

    private final String keyId;
    private final Aead all;
    private final KeyWrap wrap;

    private CipherKeys(KeysetHandle handle) throws GeneralSecurityException {
        keyId = HexFormat.of().toHexDigits(handle.getPrimary().getId());
        all = handle.getPrimitive(KeysetKind.GCM.configuration(), Aead.class);
        wrap = new KeyWrap(handle, new SecureRandom());
    }

    /** From a keyset in clear, see {@link #of(String, Optional)}. */
    public static CipherKeys of(String json) {
        return of(json, Optional.empty());
    }

    /**
     * @param json a keyset in Tink's JSON form, in clear or encrypted by the service
     * @throws IllegalArgumentException saying what the keyset must be, without any of it
     * @throws KeyServiceException if the service does not decrypt it
     */
    public static CipherKeys of(String json, Optional<KeyService> service) {
        return Keysets.read(json, KeysetKind.GCM, service, CipherKeys::new);
    }

    /** Wraps keys of single subjects under this keyset. */
    public KeyWrap wrap() {
        return wrap;
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
        return "CipherKeys[" + keyId + "]";
    }
}

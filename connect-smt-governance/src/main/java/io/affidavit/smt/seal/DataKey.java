/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.seal;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/** The AES-256-GCM key (NIST SP 800-38D) of one subject: what it seals nobody reads without it. Safe for concurrent use. */
public final class DataKey implements KeyRing {

    static final int BYTES = 32;

    private final Id128 id;
    private final Aead aead;

    private DataKey(Id128 id, Aead aead) {
        this.id = id;
        this.aead = aead;
    }

    @AccessesPartialKey
    static DataKey of(Id128 id, byte[] material) throws GeneralSecurityException {
        AesGcmParameters parameters = AesGcmParameters.builder()
                .setKeySizeBytes(BYTES)
                .setIvSizeBytes(12)
                .setTagSizeBytes(16)
                .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                .build();
        AesGcmKey key = AesGcmKey.builder()
                .setParameters(parameters)
                .setKeyBytes(SecretBytes.copyFrom(material, InsecureSecretKeyAccess.get()))
                .build();
        return new DataKey(id, AesGcmJce.create(key));
    }

    public Id128 id() {
        return id;
    }

    /** Appends the sealed form of a piece of text, bound to tenant and label. */
    @SuppressWarnings("UnusedException") // its message could say what was sealed
    public void seal(char[] text, int from, int to, Scope scope, StringBuilder out) {
        byte[] plain = new String(text, from, to - from).getBytes(StandardCharsets.UTF_8);
        try {
            SealedText.of(SealedText.Kind.SUBJECT, id.text(), scope.label(), aead.encrypt(plain, scope.bytes()))
                    .write(out);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot encrypt content: AES-GCM failed. Use a complete Java platform.");
        }
    }

    @Override
    @SuppressWarnings("UnusedException") // what does not open is an answer
    public String open(SealedText sealed, String tenant) {
        try {
            byte[] plain = aead.decrypt(sealed.bytes(), new Scope(tenant, sealed.label()).bytes());
            return new String(plain, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            return null;
        }
    }

    @Override
    public String toString() {
        return "DataKey[" + id + "]";
    }
}

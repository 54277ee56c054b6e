/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.key;

import io.affidavit.core.identity.Digests;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;

/** One Ed25519 public key and its id. Immutable and thread-safe. */
public final class VerificationKey {

    private static final int ID_DIGITS = 16;
    private static final int RAW_LENGTH = 32;

    private final PublicKey key;
    private final String id;

    VerificationKey(PublicKey key) {
        this.key = key;
        this.id = Digests.sha256Hex(key.getEncoded()).substring(0, ID_DIGITS);
    }

    /**
     * Reads a DER SubjectPublicKeyInfo.
     *
     * @throws IllegalArgumentException when it is not an Ed25519 public key
     */
    @SuppressWarnings("UnusedException") // the provider's message may quote the input
    public static VerificationKey fromDer(byte[] subjectPublicKeyInfo) {
        try {
            return new VerificationKey(
                    KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(subjectPublicKeyInfo)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Cannot read public key: it is not an Ed25519 SubjectPublicKeyInfo.");
        }
    }

    /** Returns the key id: the first 16 hex digits of the SHA-256 over the DER SubjectPublicKeyInfo. */
    public String id() {
        return id;
    }

    /** Returns the key as DER SubjectPublicKeyInfo. */
    public byte[] toDer() {
        return key.getEncoded();
    }

    /** Returns the key in the 32 bytes of RFC 8032. */
    public byte[] raw() {
        byte[] der = key.getEncoded();
        return Arrays.copyOfRange(der, der.length - RAW_LENGTH, der.length);
    }

    /** Returns the key as a PEM block, ready for a trust file. */
    public String toPem() {
        return Pem.encode(key.getEncoded(), Pem.PUBLIC_KEY);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerificationKey that && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    /** Names the key by its id alone. */
    @Override
    public String toString() {
        return "VerificationKey[" + id + "]";
    }

    /** Says whether {@code signature} is this key's signature over {@code message}; a malformed signature is not. */
    @SuppressWarnings("UnusedException") // a malformed signature is a wrong signature, nothing more is to be said
    public boolean verify(byte[] message, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.key;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/** An Ed25519 private key with its public half. Immutable, thread-safe, and silent about its content. */
public final class SigningKey {

    private static final String MAKE_ONE = " Make one with: affidavit keys generate.";

    private final PrivateKey privateKey;
    private final VerificationKey verificationKey;

    private SigningKey(PrivateKey privateKey, VerificationKey verificationKey) {
        this.privateKey = privateKey;
        this.verificationKey = verificationKey;
    }

    /** Makes a new key from the system's secure randomness. */
    public static SigningKey generate() {
        try {
            return of(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot make keys: this Java runtime has no Ed25519.", e);
        }
    }

    /**
     * Reads the key from PEM text with exactly one {@code PRIVATE KEY} block (PKCS#8, as {@code openssl genpkey} writes it).
     *
     * @throws IllegalArgumentException when there is no such block or it is no Ed25519 key; the message is value-free
     */
    @SuppressWarnings("UnusedException") // the provider's message may quote the input
    public static SigningKey parse(String pem) {
        List<byte[]> blocks = Pem.decode(pem, Pem.PRIVATE_KEY);
        if (blocks.size() != 1) {
            throw new IllegalArgumentException("Cannot read signing key: found " + blocks.size()
                    + " PRIVATE KEY blocks, expected one." + MAKE_ONE);
        }
        try {
            PrivateKey key = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(blocks.get(0)));
            return of(withPublicHalf((EdECPrivateKey) key));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "Cannot read signing key: it is not an Ed25519 key in PKCS#8." + MAKE_ONE);
        }
    }

    /**
     * Reads the key from a PEM file.
     *
     * @throws IllegalArgumentException when the file cannot be read or holds no such key
     */
    @SuppressWarnings("UnusedException") // said in full by the message
    public static SigningKey read(Path file) {
        try {
            return parse(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalArgumentException("Cannot read signing key: no readable file at " + file + "." + MAKE_ONE);
        }
    }

    private static SigningKey of(KeyPair pair) {
        return new SigningKey(pair.getPrivate(), new VerificationKey(pair.getPublic()));
    }

    /**
     * Computes the public key that a PKCS#8 file leaves out. The JDK computes one only while it generates a pair, so the
     * pair is generated again from the seed; a signature made by the given key and checked by the result proves the match.
     */
    private static KeyPair withPublicHalf(EdECPrivateKey key) throws GeneralSecurityException {
        byte[] seed = key.getBytes().orElseThrow(() -> new GeneralSecurityException("the key hides its seed"));
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
        generator.initialize(NamedParameterSpec.ED25519, new FixedSeed(seed));
        KeyPair pair = new KeyPair(generator.generateKeyPair().getPublic(), key);
        byte[] probe = "affidavit key check".getBytes(StandardCharsets.US_ASCII);
        SigningKey candidate = of(pair);
        if (!candidate.verificationKey().verify(probe, candidate.sign(probe))) {
            throw new GeneralSecurityException("the public half does not match");
        }
        return pair;
    }

    /** Returns the id that names this key in signatures. */
    public String id() {
        return verificationKey.id();
    }

    /** Returns the public half. */
    public VerificationKey verificationKey() {
        return verificationKey;
    }

    /** Signs {@code message}; 64 bytes. */
    public byte[] sign(byte[] message) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(privateKey);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot sign with key " + id() + ".", e);
        }
    }

    /** Returns the private key as a PEM block. This is the secret itself: write it where only the owner reads. */
    public String toPem() {
        return Pem.encode(privateKey.getEncoded(), Pem.PRIVATE_KEY);
    }

    /** Names the key by its id alone. */
    @Override
    public String toString() {
        return "SigningKey[" + id() + "]";
    }

    /** Randomness that is the seed: what the generator draws is what the key was made of. */
    private static final class FixedSeed extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final byte[] seed;

        FixedSeed(byte[] seed) {
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}

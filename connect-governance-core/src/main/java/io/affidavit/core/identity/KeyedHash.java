/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.identity;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 (RFC 2104) over length-prefixed texts with a deployment key. Rows are hashed with a key because an
 * unkeyed hash beside a masked row lets anyone test guesses. Safe for concurrent use; never prints the key.
 */
public final class KeyedHash {

    /** Shorter keys can be searched. */
    public static final int MIN_KEY_BYTES = 16;

    private static final String ALGORITHM = "HmacSHA256";
    private static final HexFormat HEX = HexFormat.of();

    private final String keyId;
    private final SecretKeySpec key;
    private final ThreadLocal<Sequence> sequences;

    /** A sequence of texts on its way to its hash, and then the next one. Used by one thread. */
    public static final class Sequence {

        private final Mac mac;
        private final LengthPrefixed parts = new LengthPrefixed();

        private Sequence(Mac mac) {
            this.mac = mac;
        }

        /** Begins a sequence, whatever became of the one before. */
        public Sequence begin() {
            parts.begin();
            return this;
        }

        /** Adds a text, which may be null. */
        public Sequence add(String text) {
            parts.add(text);
            return this;
        }

        /** Adds the text that a part of an array is in UTF-8. */
        public Sequence addUtf8(byte[] bytes, int from, int to) {
            parts.addUtf8(bytes, from, to);
            return this;
        }

        /**
         * Adds the texts that a part of an array is, each as its length in four bytes, the first the highest, and its bytes
         * in UTF-8, or as -1 where it is null: the form that is hashed.
         */
        public Sequence addFormed(byte[] bytes, int from, int to) {
            parts.addFormed(bytes, from, to);
            return this;
        }

        /** Adds what is told from every text. */
        public Sequence addNull() {
            parts.addNull();
            return this;
        }

        /** The hash of the sequence as 64 hexadecimal digits; ends it. */
        public String hash() {
            parts.into(mac::update);
            return HEX.formatHex(mac.doFinal());
        }
    }

    /**
     * @param keyId public name of the key, stored beside every hash
     * @param key at least {@link #MIN_KEY_BYTES} bytes; copied
     */
    public KeyedHash(String keyId, byte[] key) {
        this.keyId = Objects.requireNonNull(keyId, "keyId");
        if (keyId.isBlank()) {
            throw new IllegalArgumentException("Cannot use hash key: its id is blank. Give the key a name.");
        }
        if (key.length < MIN_KEY_BYTES) {
            throw new IllegalArgumentException("Cannot use hash key: it is shorter than " + MIN_KEY_BYTES
                    + " bytes. Make one with: openssl rand -base64 32.");
        }
        this.key = new SecretKeySpec(key, ALGORITHM);
        this.sequences = ThreadLocal.withInitial(this::sequence);
    }

    /**
     * Reads the form in which keys are configured.
     *
     * @param base64 standard Base64 (RFC 4648) of at least {@link #MIN_KEY_BYTES} bytes
     * @throws IllegalArgumentException if it is not; the message does not repeat it
     */
    public static KeyedHash ofBase64(String keyId, String base64) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64.trim());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Cannot use hash key: it is not Base64. Make one with: openssl rand -base64 32.");
        }
        return new KeyedHash(keyId, key);
    }

    public String keyId() {
        return keyId;
    }

    /** The hash of the sequence as 64 hexadecimal digits; parts may be null. */
    public String hash(Iterable<String> parts) {
        Sequence sequence = begin();
        parts.forEach(sequence.parts::add);
        return sequence.hash();
    }

    /** Begins a sequence, which belongs to this thread; whatever became of its sequence before. */
    public Sequence begin() {
        return sequences.get().begin();
    }

    /** What one thread, which need not be this one, can hash sequence after sequence with. */
    public Sequence sequence() {
        return new Sequence(newMac());
    }

    private Mac newMac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "Cannot hash: this Java has no " + ALGORITHM + ". Use a complete Java platform.", e);
        }
    }

    @Override
    public String toString() {
        return "KeyedHash[" + keyId + "]";
    }
}

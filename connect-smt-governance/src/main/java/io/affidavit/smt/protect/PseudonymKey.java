/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.protect;

import io.affidavit.smt.scan.Label;
import io.affidavit.smt.scan.Labels;
import io.affidavit.smt.seal.Scope;
import io.affidavit.smt.seal.ScopeCache;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes pseudonyms {@code p1.<key id>.<22 characters>}: HMAC-SHA256 (RFC 2104) cut to 128 bits, in base64url, under a key
 * derived for each tenant and label, so that one tenant's pseudonyms say nothing about another's. Safe for concurrent use;
 * never prints the key.
 */
public final class PseudonymKey {

    /** Shorter keys can be searched. */
    public static final int MIN_KEY_BYTES = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int PSEUDONYM_BYTES = 16;

    private final String keyId;
    private final SecretKeySpec key;
    private final ScopeCache<SecretKeySpec> derived;
    private final ThreadLocal<Mac> macs = ThreadLocal.withInitial(PseudonymKey::newMac);

    /**
     * @param keyId public name of the key, part of every pseudonym
     * @param key at least {@link #MIN_KEY_BYTES} bytes; copied
     */
    public PseudonymKey(String keyId, byte[] key) {
        this.keyId = Objects.requireNonNull(keyId, "keyId");
        if (key.length < MIN_KEY_BYTES) {
            throw new IllegalArgumentException(
                    "Cannot use pseudonym key: it is shorter than " + MIN_KEY_BYTES + " bytes. Generate a longer one.");
        }
        this.key = new SecretKeySpec(key, ALGORITHM);
        this.derived = new ScopeCache<>(scope -> new SecretKeySpec(hash(this.key, scope.bytes()), ALGORITHM));
    }

    /**
     * The pseudonym of some content. Ways of writing one thing are one content: case of an e-mail address, blanks and dashes
     * of a number.
     *
     * @param tenant whose content it is; empty where unknown
     * @param label what it was found to be
     */
    public String pseudonym(String tenant, Label label, String content) {
        byte[] hash = hash(
                derived.of(new Scope(tenant, label.id())),
                normal(content, label).getBytes(StandardCharsets.UTF_8));
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, PSEUDONYM_BYTES));
        return "p1." + keyId + "." + text;
    }

    private static String normal(String content, Label label) {
        if (label.equals(Labels.EMAIL)) {
            return content.toLowerCase(Locale.ROOT);
        }
        if (!label.equals(Labels.CARD)
                && !label.equals(Labels.PHONE)
                && !label.equals(Labels.US_SSN)
                && !label.equals(Labels.IBAN)) {
            return content;
        }
        StringBuilder solid = new StringBuilder(content.length());
        for (int i = 0; i < content.length(); i++) {
            if (Character.isLetterOrDigit(content.charAt(i)) || content.charAt(i) == '+') {
                solid.append(Character.toUpperCase(content.charAt(i)));
            }
        }
        return solid.toString();
    }

    private byte[] hash(SecretKeySpec with, byte[] content) {
        Mac mac = macs.get();
        try {
            mac.init(with);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Cannot make pseudonyms: the key does not fit. Give another key.");
        }
        return mac.doFinal(content);
    }

    private static Mac newMac() {
        try {
            return Mac.getInstance(ALGORITHM);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "Cannot make pseudonyms: this Java has no " + ALGORITHM + ". Use a complete Java platform.", e);
        }
    }

    @Override
    public String toString() {
        return "PseudonymKey[" + keyId + "]";
    }
}

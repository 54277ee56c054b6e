/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.erase;

import io.affidavit.archive.evidence.hash.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Whose rows are to be erased: those that one of the terms is certainly true of. Never prints a value.
 *
 * <p>Statements name it by {@link #selectors}: a keyed token by its SHA-256, so that who has the token finds what was
 * erased. Any other text is committed to by HMAC-SHA256 under a random key, the {@link #opening}: a plain hash of a name
 * could be guessed for ever, and would outlive the rows.
 */
public final class Subject {

    private static final String COMMITMENT = "HmacSHA256";
    private static final int OPENING_BYTES = 32;

    private final List<SubjectTerm> terms;
    private final byte[] opening = new byte[OPENING_BYTES];

    private Subject(List<SubjectTerm> terms) {
        this.terms = terms;
        new SecureRandom().nextBytes(opening);
    }

    /** @param terms at least one */
    public static Subject of(List<SubjectTerm> terms) {
        if (terms.isEmpty()) {
            throw new IllegalArgumentException("Cannot look for a subject: nothing says by what. Give --subject.");
        }
        return new Subject(List.copyOf(terms));
    }

    List<SubjectTerm> terms() {
        return terms;
    }

    /** What statements say of it: texts by name. */
    public Map<String, String> selectors() {
        Map<String, String> selectors = new LinkedHashMap<>();
        for (int i = 0; i < terms.size(); i++) {
            SubjectTerm term = terms.get(i);
            selectors.put(
                    ErasureTerms.SUBJECT + (i + 1),
                    term.column() + (term.isKeyed() ? " sha256:" + hash(term) : " hmac-sha256:" + commitment(term)));
        }
        return selectors;
    }

    /**
     * The key of the commitments, 64 hex digits: with it and the value anybody can tell that a statement is about it. Empty
     * where every term is keyed.
     */
    public Optional<String> opening() {
        return terms.stream().allMatch(SubjectTerm::isKeyed)
                ? Optional.empty()
                : Optional.of(HexFormat.of().formatHex(opening));
    }

    private static String hash(SubjectTerm term) {
        return Sha256.hex(term.value().getBytes(StandardCharsets.UTF_8));
    }

    private String commitment(SubjectTerm term) {
        try {
            Mac mac = Mac.getInstance(COMMITMENT);
            mac.init(new SecretKeySpec(opening, COMMITMENT));
            return HexFormat.of().formatHex(mac.doFinal(term.value().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "Cannot name the subject: this Java has no " + COMMITMENT + ". Use a complete Java platform.", e);
        }
    }

    @Override
    public String toString() {
        return "Subject" + terms;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.protect;

import io.affidavit.smt.seal.CipherKeys;
import io.affidavit.smt.seal.TokenKeys;
import io.affidavit.smt.subject.SealingKeys;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The actions by the names that configuration gives them, with what some of them need.
 *
 * @param pseudonyms for {@link #HMAC}
 * @param tokens for {@link #TOKEN}
 * @param ciphers for {@link #ENCRYPT}
 * @param subjects for {@link #ENCRYPT} by subject
 * @param years whether {@code generalise} cuts dates to the year, not the month
 * @param bucket width of the buckets of {@code generalise}
 */
public record Actions(
        Optional<PseudonymKey> pseudonyms,
        Optional<TokenKeys> tokens,
        Optional<CipherKeys> ciphers,
        Optional<SealingKeys> subjects,
        boolean years,
        long bucket) {

    public static final String HMAC = "hmac";
    public static final String TOKEN = "token";
    public static final String ENCRYPT = "encrypt";
    public static final List<String> NAMES =
            List.of("redact", "partial", HMAC, TOKEN, ENCRYPT, "generalise", "replace", "drop", "keep");

    /** Without any key, with dates cut to the month and numbers to tens. */
    public static Actions keyless() {
        return new Actions(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, 10);
    }

    /** Whether the keys that the action needs are there. */
    public boolean able(String name) {
        return switch (name) {
            case HMAC -> pseudonyms.isPresent();
            case TOKEN -> tokens.isPresent();
            case ENCRYPT -> ciphers.isPresent();
            default -> true;
        };
    }

    /**
     * @throws IllegalArgumentException for a name not in {@link #NAMES}
     * @throws java.util.NoSuchElementException where the action is not {@link #able}
     */
    public Action named(String name) {
        return switch (Objects.requireNonNull(name)) {
            case "redact" -> new Redact();
            case "partial" -> new Partial();
            case HMAC -> new Pseudonymize(pseudonyms.orElseThrow());
            case TOKEN -> new Seal(tokens.orElseThrow());
            case ENCRYPT -> subjects.isPresent() ? new SealBySubject(subjects.get()) : new Seal(ciphers.orElseThrow());
            case "generalise" -> new Generalise(years, bucket);
            case "replace" -> new Replace();
            case "drop" -> new Drop();
            case "keep" -> new Keep();
            default -> throw new IllegalArgumentException("Unknown action. Use one of " + NAMES + ".");
        };
    }
}

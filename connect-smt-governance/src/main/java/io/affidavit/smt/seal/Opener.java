/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.seal;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Opens sealed texts with the keys that are there.
 *
 * @param subjects keys of single subjects
 * @param labels ids or prefixes of the labels that may be opened; empty for all
 */
public record Opener(
        Optional<TokenKeys> tokens,
        Optional<CipherKeys> ciphers,
        Optional<? extends KeyRing> subjects,
        List<String> labels) {

    public Opener {
        Objects.requireNonNull(tokens, "tokens");
        Objects.requireNonNull(ciphers, "ciphers");
        Objects.requireNonNull(subjects, "subjects");
        labels = List.copyOf(labels);
    }

    /** Whether the label that the text names is one to open. */
    public boolean asked(SealedText sealed) {
        return labels.isEmpty()
                || labels.stream()
                        .anyMatch(label ->
                                sealed.label().equals(label) || sealed.label().startsWith(label + "."));
    }

    /** The content, or null where no key opens it for this tenant. */
    public String open(SealedText sealed, String tenant) {
        Optional<? extends KeyRing> keys = switch (sealed.kind()) {
            case TOKEN -> tokens;
            case CIPHERTEXT -> ciphers;
            case SUBJECT -> subjects;
        };
        return keys.isPresent() ? keys.get().open(sealed, tenant) : null;
    }
}

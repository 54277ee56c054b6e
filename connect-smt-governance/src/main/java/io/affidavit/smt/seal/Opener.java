/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.seal;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Opens sealed texts with the keysets that are there.
 *
 * @param labels ids or prefixes of the labels that may be opened; empty for all
 */
public record Opener(Optional<TokenKeys> tokens, Optional<CipherKeys> ciphers, List<String> labels) {

    public Opener {
        Objects.requireNonNull(tokens, "tokens");
        Objects.requireNonNull(ciphers, "ciphers");
        labels = List.copyOf(labels);
    }

    /** Whether the label that the text names is one to open. */
    public boolean asked(SealedText sealed) {
        return labels.isEmpty()
                || labels.stream()
                        .anyMatch(label ->
                                sealed.label().equals(label) || sealed.label().startsWith(label + "."));
    }

    /** The content, or null where no keyset opens it for this tenant. */
    public String open(SealedText sealed, String tenant) {
        Optional<? extends Sealer> keys = sealed.kind() == SealedText.Kind.TOKEN ? tokens : ciphers;
        return keys.isEmpty() ? null : keys.get().open(sealed, tenant);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.seal;

/** Seals content under the primary key of a keyset, and opens what any enabled key of it sealed. Safe for concurrent use. */
public sealed interface Sealer permits TokenKeys, CipherKeys {

    SealedText.Kind kind();

    /** Appends the sealed form of a piece of text. */
    void seal(char[] text, int from, int to, Scope scope, StringBuilder out);

    /**
     * @return the content, or null where no enabled key opens it for this tenant and the label that it names
     */
    String open(SealedText sealed, String tenant);

    /**
     * Whether these characters are a sealed text that this keyset opens for the same scope: then nothing is left to protect.
     * Text that merely looks so does not open.
     */
    default boolean sealed(char[] text, int from, int to, Scope scope) {
        if (!SealedText.starts(text, from, to)) {
            return false;
        }
        SealedText sealed = SealedText.parse(text, from, to);
        return sealed != null
                && sealed.kind() == kind()
                && sealed.label().equals(scope.label())
                && open(sealed, scope.tenant()) != null;
    }
}

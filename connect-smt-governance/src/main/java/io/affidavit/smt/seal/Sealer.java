/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.seal;

/** Seals content under the primary key of a keyset, and opens what any enabled key of it sealed. Safe for concurrent use. */
public sealed interface Sealer extends KeyRing permits TokenKeys, CipherKeys {

    SealedText.Kind kind();

    /** Appends the sealed form of a piece of text. */
    void seal(char[] text, int from, int to, Scope scope, StringBuilder out);

    /**
     * Whether these characters are a sealed text that this keyset opens for the same scope: then nothing is left to protect.
     * Text that merely looks so does not open.
     */
    default boolean sealed(char[] text, int from, int to, Scope scope) {
        return SealedText.sealed(text, from, to, kind(), scope, this);
    }
}

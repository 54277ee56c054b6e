/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.protect;

import io.affidavit.smt.scan.Label;
import io.affidavit.smt.seal.Owner;
import io.affidavit.smt.seal.Scope;
import io.affidavit.smt.seal.Sealer;

/**
 * Puts a token or a ciphertext in the place of the content, from which {@code Reveal} gives it back as it stood. What this
 * keyset sealed before for the same tenant and label stays as it is, so that masking twice seals once.
 */
record Seal(Sealer sealer) implements Action {

    @Override
    public void write(char[] text, int from, int to, Label label, Owner owner, StringBuilder out) {
        Scope scope = new Scope(owner.tenant(), label.id());
        if (sealer.sealed(text, from, to, scope)) {
            out.append(text, from, to - from);
        } else {
            sealer.seal(text, from, to, scope, out);
        }
    }
}

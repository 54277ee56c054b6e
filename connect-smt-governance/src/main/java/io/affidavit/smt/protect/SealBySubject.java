/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.protect;

import io.affidavit.smt.scan.Label;
import io.affidavit.smt.seal.DataKey;
import io.affidavit.smt.seal.Owner;
import io.affidavit.smt.seal.Scope;
import io.affidavit.smt.seal.SealedText;
import io.affidavit.smt.subject.SealingKeys;

/**
 * Puts a ciphertext under a key of the subject's own in the place of the content, so that all of it can be forgotten with the
 * key. What the same key sealed before for the same tenant and label stays as it is.
 */
record SealBySubject(SealingKeys keys) implements Action {

    @Override
    public void write(char[] text, int from, int to, Label label, Owner owner, StringBuilder out) {
        Scope scope = new Scope(owner.tenant(), label.id());
        DataKey key = keys.of(owner);
        if (SealedText.sealed(text, from, to, SealedText.Kind.SUBJECT, scope, key)) {
            out.append(text, from, to - from);
        } else {
            key.seal(text, from, to, scope, out);
        }
    }
}

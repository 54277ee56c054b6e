/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.protect;

import io.affidavit.smt.scan.Label;
import io.affidavit.smt.seal.Owner;

/** Removes the field that holds the content. */
record Drop() implements Action {

    @Override
    public void write(char[] text, int from, int to, Label label, Owner owner, StringBuilder out) {
        out.append(label.mark());
    }

    @Override
    public boolean drops() {
        return true;
    }
}

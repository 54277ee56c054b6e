/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.protect;

import io.affidavit.smt.scan.Label;
import io.affidavit.smt.seal.Owner;

/** Leaves the content readable and only reports it. */
record Keep() implements Action {

    @Override
    public void write(char[] text, int from, int to, Label label, Owner owner, StringBuilder out) {
        out.append(text, from, to - from);
    }

    @Override
    public boolean keeps() {
        return true;
    }
}

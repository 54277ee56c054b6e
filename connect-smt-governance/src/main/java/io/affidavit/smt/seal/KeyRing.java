/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.seal;

/** Keys that open sealed texts. Safe for concurrent use. */
public interface KeyRing {

    /**
     * @return the content, or null where no key opens it for this tenant and the label that it names
     */
    String open(SealedText sealed, String tenant);
}

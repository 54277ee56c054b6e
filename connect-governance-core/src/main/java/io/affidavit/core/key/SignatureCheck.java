/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.key;

/** What the signatures of an envelope are worth to a reader with its trusted keys. */
public enum SignatureCheck {
    /** A trusted key signed exactly this payload. */
    TRUSTED,
    /** No signature names a trusted key. */
    UNTRUSTED_KEY,
    /** A signature names a trusted key but is not that key's signature over this payload. */
    BAD_SIGNATURE
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.seal;

import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.Key;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.daead.DeterministicAeadConfig2026;
import com.google.crypto.tink.daead.PredefinedDeterministicAeadParameters;

/** The kinds of keysets, by the one key type that each may hold. */
public enum KeysetKind {
    /** Tink's template AES256_SIV, for tokens. */
    SIV("AES256_SIV", PredefinedDeterministicAeadParameters.AES256_SIV),
    /** Tink's template AES256_GCM, for ciphertexts. */
    GCM("AES256_GCM", PredefinedAeadParameters.AES256_GCM);

    private final String template;
    private final Parameters parameters;

    KeysetKind(String template, Parameters parameters) {
        this.template = template;
        this.parameters = parameters;
    }

    String template() {
        return template;
    }

    Parameters parameters() {
        return parameters;
    }

    /** What Tink reads and uses such keysets with; its global registry stays untouched. */
    Configuration configuration() {
        return this == SIV ? DeterministicAeadConfig2026.get() : AeadConfig2026.get();
    }

    boolean fits(Key key) {
        return key.getParameters().equals(parameters);
    }
}

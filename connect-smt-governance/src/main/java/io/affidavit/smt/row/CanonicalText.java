/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.row;

import io.affidavit.core.data.CanonicalJson;
import io.affidavit.core.data.InvalidJsonException;

/** JSON of an object or array in canonical form, standing for the values it would parse to. */
record CanonicalText(String json) {

    static final String KEY_VALUE_LIST = "[{\"key\":";

    /** Null where the text is no such JSON, or is a key-value list of OTLP, which stands for an object. */
    static CanonicalText of(String text) {
        if (!Values.looksLikeJson(text)) {
            return null;
        }
        try {
            String json = CanonicalJson.canonicalize(text);
            return json.startsWith(KEY_VALUE_LIST) ? null : new CanonicalText(json);
        } catch (InvalidJsonException e) {
            return null;
        }
    }
}

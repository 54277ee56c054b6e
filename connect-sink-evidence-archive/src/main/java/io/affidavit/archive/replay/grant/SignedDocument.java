/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.replay.grant;

import io.affidavit.core.data.CanonicalJson;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.identity.Digests;
import io.affidavit.core.key.SignedPayload;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.key.TrustedKeys;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A signed payload that is the canonical JSON (RFC 8785) of a document. */
record SignedDocument(SignedPayload signed) {

    static SignedDocument sign(String type, Map<String, Object> document, SigningKey key) {
        byte[] payload = CanonicalJson.canonicalize(JsonText.write(document)).getBytes(StandardCharsets.UTF_8);
        return new SignedDocument(SignedPayload.sign(type, payload, key));
    }

    /** @throws InvalidGrantException when the fields are no envelope of that type */
    static SignedDocument read(String type, GrantFields json) {
        SignedPayload signed = envelope(json);
        if (!type.equals(signed.type())) {
            throw new InvalidGrantException("a payload type is not " + type + ".");
        }
        return new SignedDocument(signed);
    }

    @SuppressWarnings("UnusedException") // said in full by the message
    private static SignedPayload envelope(GrantFields json) {
        try {
            return SignedPayload.of(json.members());
        } catch (IllegalArgumentException e) {
            throw new InvalidGrantException(e.getMessage());
        }
    }

    Map<String, Object> json() {
        return signed.members();
    }

    /** The document. To be believed only after {@link #check}. */
    GrantFields document() {
        return GrantFields.parse(new String(signed.payload(), StandardCharsets.UTF_8));
    }

    String keyId() {
        return signed.keyId();
    }

    String sha256() {
        return Digests.sha256Hex(signed.payload());
    }

    /** @throws InvalidGrantException unless a trusted key signed this */
    void check(String what, TrustedKeys trusted) {
        switch (signed.check(trusted)) {
            case TRUSTED -> {}
            case UNTRUSTED_KEY ->
                throw new InvalidGrantException("its " + what + " is signed with key " + keyId()
                        + ", which is not trusted. Add the public key of whoever signed, if they may.");
            case BAD_SIGNATURE ->
                throw new InvalidGrantException("its " + what + " is not what key " + keyId()
                        + " signed: it was changed. Ask for another one.");
        }
    }
}

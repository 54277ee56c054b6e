/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.replay.grant;

import io.affidavit.core.data.CanonicalJson;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.identity.Digests;
import io.affidavit.core.key.PreAuthentication;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.key.TrustedKeys;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A DSSE envelope with one signature over the canonical JSON (RFC 8785) of a document.
 *
 * @see <a href="https://github.com/secure-systems-lab/dsse/blob/master/protocol.md">DSSE protocol</a>
 */
final class SignedDocument {

    private final String type;
    private final byte[] payload;
    private final String keyId;
    private final byte[] signature;

    private SignedDocument(String type, byte[] payload, String keyId, byte[] signature) {
        this.type = type;
        this.payload = payload;
        this.keyId = keyId;
        this.signature = signature;
    }

    static SignedDocument sign(String type, Map<String, Object> document, SigningKey key) {
        byte[] payload = CanonicalJson.canonicalize(JsonText.write(document)).getBytes(StandardCharsets.UTF_8);
        return new SignedDocument(type, payload, key.id(), key.sign(PreAuthentication.encode(type, payload)));
    }

    /** @throws InvalidGrantException when the fields are no envelope of that type */
    static SignedDocument read(String type, GrantFields json) {
        json.hasOnly(Set.of("payloadType", "payload", "signatures"));
        if (!type.equals(json.text("payloadType"))) {
            throw new InvalidGrantException("a payload type is not " + type + ".");
        }
        List<GrantFields> signatures = json.objects("signatures");
        if (signatures.size() != 1) {
            throw new InvalidGrantException("an envelope has not exactly one signature.");
        }
        GrantFields seal = signatures.get(0);
        seal.hasOnly(Set.of("keyid", "sig"));
        return new SignedDocument(type, base64(json.text("payload")), seal.text("keyid"), base64(seal.text("sig")));
    }

    Map<String, Object> json() {
        Map<String, Object> seal = new LinkedHashMap<>();
        seal.put("keyid", keyId);
        seal.put("sig", Base64.getEncoder().encodeToString(signature));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("payloadType", type);
        json.put("payload", Base64.getEncoder().encodeToString(payload));
        json.put("signatures", List.of(seal));
        return json;
    }

    /** The document. To be believed only after {@link #check}. */
    GrantFields document() {
        return GrantFields.parse(new String(payload, StandardCharsets.UTF_8));
    }

    String keyId() {
        return keyId;
    }

    String sha256() {
        return Digests.sha256Hex(payload);
    }

    /** @throws InvalidGrantException unless a trusted key signed this */
    void check(String what, TrustedKeys trusted) {
        boolean signed = trusted.find(keyId)
                .map(key -> key.verify(PreAuthentication.encode(type, payload), signature))
                .orElseThrow(() -> new InvalidGrantException("its " + what + " is signed with key " + keyId
                        + ", which is not trusted. Add the public key of whoever signed, if they may."));
        if (!signed) {
            throw new InvalidGrantException(
                    "its " + what + " is not what key " + keyId + " signed: it was changed. Ask for another one.");
        }
    }

    @SuppressWarnings("UnusedException") // the decoder's message quotes its input
    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidGrantException("a field is not Base64.");
        }
    }
}

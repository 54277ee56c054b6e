/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.key;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Bytes with one signature over them and their type: a DSSE envelope, version 1, as
 * {@code {payloadType, payload, signatures: [{keyid, sig}]}}. What is signed is their {@link PreAuthentication} encoding.
 *
 * @see <a href="https://github.com/secure-systems-lab/dsse/blob/master/protocol.md">DSSE protocol</a>
 */
public final class SignedPayload {

    private final String type;
    private final byte[] payload;
    private final String keyId;
    private final byte[] signature;

    private SignedPayload(String type, byte[] payload, String keyId, byte[] signature) {
        this.type = type;
        this.payload = payload;
        this.keyId = keyId;
        this.signature = signature;
    }

    /** @param type ASCII */
    public static SignedPayload sign(String type, byte[] payload, SigningKey key) {
        byte[] copy = payload.clone();
        return new SignedPayload(type, copy, key.id(), key.sign(PreAuthentication.encode(type, copy)));
    }

    /**
     * Reads an envelope strictly: what has further members or signatures is none. Nothing in it is to be believed before
     * {@link #check}.
     *
     * @throws IllegalArgumentException whose message says what is wrong, without content
     */
    public static SignedPayload of(Map<?, ?> envelope) {
        if (envelope.size() == 3
                && envelope.get("payloadType") instanceof String type
                && envelope.get("payload") instanceof String payload
                && envelope.get("signatures") instanceof List<?> signatures) {
            if (signatures.size() != 1) {
                throw new IllegalArgumentException("an envelope has not exactly one signature.");
            }
            if (signatures.get(0) instanceof Map<?, ?> seal
                    && seal.size() == 2
                    && seal.get("keyid") instanceof String keyId
                    && seal.get("sig") instanceof String signature) {
                return new SignedPayload(type, base64(payload), keyId, base64(signature));
            }
        }
        throw new IllegalArgumentException("an envelope has not exactly payloadType, payload and signatures.");
    }

    /** The envelope's members. */
    public Map<String, Object> members() {
        Map<String, Object> seal = new LinkedHashMap<>();
        seal.put("keyid", keyId);
        seal.put("sig", Base64.getEncoder().encodeToString(signature));
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("payloadType", type);
        members.put("payload", Base64.getEncoder().encodeToString(payload));
        members.put("signatures", List.of(seal));
        return members;
    }

    public String type() {
        return type;
    }

    public byte[] payload() {
        return payload.clone();
    }

    /** Id of the key that claims to have signed. */
    public String keyId() {
        return keyId;
    }

    /** What the signature is worth to a reader who trusts these keys. */
    public SignatureCheck check(TrustedKeys trusted) {
        return trusted.find(keyId)
                .map(key -> key.verify(PreAuthentication.encode(type, payload), signature)
                        ? SignatureCheck.TRUSTED
                        : SignatureCheck.BAD_SIGNATURE)
                .orElse(SignatureCheck.UNTRUSTED_KEY);
    }

    @SuppressWarnings("UnusedException") // the decoder's message quotes its input
    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a field is not Base64.");
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.statement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.affidavit.core.key.PreAuthentication;
import io.affidavit.core.key.SignatureCheck;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.key.TrustedKeys;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A DSSE envelope, version 1: a statement's bytes with the signatures over them. What is signed is the
 * {@link PreAuthentication} encoding of them.
 *
 * @see <a href="https://github.com/secure-systems-lab/dsse/blob/master/protocol.md">DSSE protocol</a>
 */
public final class Envelope {

    /** The payload type of in-toto statements. */
    static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";

    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    /** One signature: the id of its key, and its bytes in Base64. */
    private record Seal(String keyId, String signature) {}

    private final byte[] payload;
    private final List<Seal> seals;

    private Envelope(byte[] payload, List<Seal> seals) {
        this.payload = payload;
        this.seals = List.copyOf(seals);
    }

    /** Signs {@code statement} with {@code key}. */
    public static Envelope sign(Statement statement, SigningKey key) {
        byte[] payload = StatementCodec.encode(statement);
        return new Envelope(
                payload,
                List.of(new Seal(
                        key.id(), BASE64.encodeToString(key.sign(PreAuthentication.encode(PAYLOAD_TYPE, payload))))));
    }

    /**
     * Reads an envelope. Nothing in it is to be believed before {@link #check}.
     *
     * @throws MalformedEvidenceException when the bytes are no envelope of an in-toto statement
     */
    public static Envelope parse(byte[] bytes) {
        JsonNode json = Json.parse(bytes, "envelope");
        if (!PAYLOAD_TYPE.equals(Json.text(json, "payloadType"))) {
            throw new MalformedEvidenceException("Cannot read envelope: its payload type is not " + PAYLOAD_TYPE + ".");
        }
        List<Seal> seals = new ArrayList<>();
        for (JsonNode seal : Json.array(json, "signatures")) {
            String signature = Json.text(seal, "sig");
            base64(signature);
            seals.add(new Seal(Json.text(seal, "keyid"), signature));
        }
        return new Envelope(base64(Json.text(json, "payload")), seals);
    }

    /** Returns the envelope as canonical JSON: the bytes that are stored, and that the next statement's link hashes. */
    public byte[] toBytes() {
        ObjectNode json = Json.object();
        json.put("payloadType", PAYLOAD_TYPE).put("payload", BASE64.encodeToString(payload));
        ArrayNode signatures = json.putArray("signatures");
        seals.forEach(seal -> signatures.addObject().put("keyid", seal.keyId()).put("sig", seal.signature()));
        return Json.canonical(json);
    }

    /** Returns the ids of the keys that claim to have signed, for messages. */
    public String keyIds() {
        return seals.stream().map(Seal::keyId).collect(Collectors.joining(", "));
    }

    /**
     * Reads the payload.
     *
     * @throws MalformedEvidenceException when it is not a statement of a known kind
     */
    public Statement statement() {
        return StatementCodec.decode(payload);
    }

    /** Returns the ids of the trusted keys that signed this payload. */
    public Set<String> signers(TrustedKeys trusted) {
        byte[] signed = PreAuthentication.encode(PAYLOAD_TYPE, payload);
        return seals.stream()
                .filter(seal -> trusted.find(seal.keyId())
                        .filter(key -> key.verify(signed, base64(seal.signature())))
                        .isPresent())
                .map(Seal::keyId)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Says whether one of the trusted keys signed this payload. */
    public SignatureCheck check(TrustedKeys trusted) {
        byte[] signed = PreAuthentication.encode(PAYLOAD_TYPE, payload);
        boolean known = false;
        for (Seal seal : seals) {
            var key = trusted.find(seal.keyId());
            if (key.isPresent()) {
                if (key.get().verify(signed, base64(seal.signature()))) {
                    return SignatureCheck.TRUSTED;
                }
                known = true;
            }
        }
        return known ? SignatureCheck.BAD_SIGNATURE : SignatureCheck.UNTRUSTED_KEY;
    }

    @SuppressWarnings("UnusedException") // the decoder's message quotes its input
    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedEvidenceException("Cannot read envelope: a field is not Base64.");
        }
    }
}

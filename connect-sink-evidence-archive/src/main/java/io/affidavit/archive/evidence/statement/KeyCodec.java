/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.statement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.affidavit.archive.evidence.hash.Sha256;
import io.affidavit.core.key.VerificationKey;
import java.util.Base64;

/** The fields of a {@link KeyStatement}. Its subject is the key: its id, and the digest of its DER form. */
final class KeyCodec {

    private KeyCodec() {}

    static void encode(KeyStatement statement, ObjectNode json) {
        VerificationKey key = statement.key();
        FileCodec.subject("key:" + key.id(), Sha256.hex(key.toDer()), json.putArray("subject"));
        HeadCodec.encode(statement.head(), statement, KeyStatement.PREDICATE_TYPE, json)
                .put("action", statement.action().text())
                .put("keyId", key.id())
                .put("publicKey", Base64.getEncoder().encodeToString(key.toDer()))
                .put("reason", statement.reason());
    }

    static KeyStatement decode(JsonNode json, JsonNode predicate) {
        byte[] der = der(Json.text(predicate, "publicKey"));
        KeyStatement statement = new KeyStatement(
                HeadCodec.decode(predicate),
                Json.choice(predicate, "action", KeyStatement.Action.values(), KeyStatement.Action::text),
                VerificationKey.fromDer(der),
                Json.text(predicate, "reason"));
        String id = statement.key().id();
        var digests = FileCodec.digests(json);
        Json.require(
                digests.size() == 1
                        && Sha256.hex(der).equals(digests.get("key:" + id))
                        && id.equals(Json.text(predicate, "keyId")),
                "its subject is not its key");
        return statement;
    }

    @SuppressWarnings("UnusedException") // the decoder's message quotes its input
    private static byte[] der(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedEvidenceException("Cannot read statement: its key is not Base64.");
        }
    }
}

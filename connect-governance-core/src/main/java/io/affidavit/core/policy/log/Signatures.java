/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policy.log;

import io.affidavit.core.key.PreAuthentication;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.key.TrustedKeys;
import io.affidavit.core.policy.PolicyDocument;
import io.affidavit.core.policy.PolicyException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ed25519 signatures (RFC 8032) over the canonical JSON of a document or a head, with the pre-authentication encoding of
 * DSSE. Immutable.
 */
public final class Signatures {

    static final String DOCUMENT = "application/vnd.affidavit.policy+json";
    static final String HEAD = "application/vnd.affidavit.policy.head+json";

    private static final int MOST = 20;

    /** No signature. */
    public static final Signatures NONE = new Signatures(List.of());

    /** One signature: the id of its key, and its bytes in Base64. */
    private record Seal(String keyId, String signature) {}

    private final List<Seal> seals;

    private Signatures(List<Seal> seals) {
        this.seals = List.copyOf(seals);
    }

    /** One signature over a document. */
    public static Signatures of(PolicyDocument document, SigningKey key) {
        return of(DOCUMENT, document.json(), key);
    }

    /** One signature over a head. */
    public static Signatures of(PolicyHead head, SigningKey key) {
        return of(HEAD, head.json(), key);
    }

    /** Whether one of the trusted keys signed this document. */
    public boolean trusted(PolicyDocument document, TrustedKeys keys) {
        return trusted(DOCUMENT, document.json(), keys);
    }

    /** Whether one of the trusted keys signed this head. */
    public boolean trusted(PolicyHead head, TrustedKeys keys) {
        return trusted(HEAD, head.json(), keys);
    }

    /** Whether nobody signed. */
    public boolean isEmpty() {
        return seals.isEmpty();
    }

    private static Signatures of(String type, String json, SigningKey key) {
        return new Signatures(List.of(
                new Seal(key.id(), Base64.getEncoder().encodeToString(key.sign(message(type, json))))));
    }

    private boolean trusted(String type, String json, TrustedKeys keys) {
        byte[] message = message(type, json);
        return seals.stream()
                .anyMatch(seal -> keys.find(seal.keyId())
                        .map(key -> key.verify(message, Base64.getDecoder().decode(seal.signature())))
                        .orElse(false));
    }

    private static byte[] message(String type, String json) {
        return PreAuthentication.encode(type, json.getBytes(StandardCharsets.UTF_8));
    }

    /** As plain values: a list of {@code {keyid, sig}}, the signature in Base64. */
    List<Map<String, Object>> plain() {
        List<Map<String, Object>> plain = new ArrayList<>();
        for (Seal seal : seals) {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("keyid", seal.keyId());
            each.put("sig", seal.signature());
            plain.add(each);
        }
        return plain;
    }

    /** @throws PolicyException if the values are no signatures */
    @SuppressWarnings("UnusedException") // the decoder's message quotes its input
    static Signatures read(Object plain) {
        List<Seal> seals = new ArrayList<>();
        try {
            for (Object each : (List<?>) plain) {
                Map<?, ?> seal = (Map<?, ?>) each;
                String signature = (String) seal.get("sig");
                Base64.getDecoder().decode(signature);
                seals.add(new Seal((String) seal.get("keyid"), signature));
            }
        } catch (ClassCastException | NullPointerException | IllegalArgumentException e) {
            throw unreadable();
        }
        if (seals.size() > MOST || seals.stream().anyMatch(seal -> seal.keyId() == null)) {
            throw unreadable();
        }
        return new Signatures(seals);
    }

    private static PolicyException unreadable() {
        return new PolicyException("Cannot read signatures of policy: they are no list of keyid and sig. "
                + "Sign the policy again with: affidavit policy sign.");
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policy.log;

import io.affidavit.core.data.CanonicalJson;
import io.affidavit.core.data.InvalidJsonException;
import io.affidavit.core.data.JsonText;
import io.affidavit.core.policy.PolicyDocument;
import io.affidavit.core.policy.PolicyException;
import io.affidavit.core.policy.PolicyReader;
import io.affidavit.core.policy.PolicyRef;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Documents and heads as records of a compacted topic, and signatures as a file: canonical JSON in UTF-8.
 *
 * <pre>
 *   id@version  {"document": {..}, "format": "affidavit.policy.v1", "signatures": [{"keyid": .., "sig": ..}]}
 *   id          {"format": "affidavit.policy.head.v1", "head": {"activations": [..], "id": ..}, "signatures": [..]}
 * </pre>
 */
public final class PolicyRecords {

    private static final String DOCUMENT_FORMAT = "affidavit.policy.v1";
    private static final String HEAD_FORMAT = "affidavit.policy.head.v1";
    private static final String SIGNATURES_FORMAT = "affidavit.policy.signatures.v1";

    private PolicyRecords() {}

    /** A document with its signatures. */
    public record Published(PolicyDocument document, Signatures signatures) {}

    /** A head with its signatures. */
    public record Announced(PolicyHead head, Signatures signatures) {}

    /** The key of an immutable version. */
    public static String key(PolicyRef ref) {
        return ref.name();
    }

    /** The key of the head. */
    public static String key(PolicyHead head) {
        return head.id();
    }

    public static byte[] value(PolicyDocument document, Signatures signatures) {
        return value(DOCUMENT_FORMAT, "document", json(document.json().getBytes(StandardCharsets.UTF_8)), signatures);
    }

    public static byte[] value(PolicyHead head, Signatures signatures) {
        return value(HEAD_FORMAT, "head", head.plain(), signatures);
    }

    /** Signatures as they lie beside a file, in a file of the same name that ends in {@code .sig}. */
    public static byte[] value(Signatures signatures) {
        return value(SIGNATURES_FORMAT, null, null, signatures);
    }

    /** @throws PolicyException if the bytes are no published document */
    public static Published document(byte[] value) {
        Map<?, ?> record = record(value, DOCUMENT_FORMAT);
        PolicyDocument document = PolicyReader.read(CanonicalJson.of(record.get("document")));
        return new Published(document, Signatures.read(record.get("signatures")));
    }

    /** @throws PolicyException if the bytes are no head */
    public static Announced head(byte[] value) {
        Map<?, ?> record = record(value, HEAD_FORMAT);
        return new Announced(PolicyHead.read(record.get("head")), Signatures.read(record.get("signatures")));
    }

    /** @throws PolicyException if the bytes are no signatures */
    public static Signatures signatures(byte[] value) {
        return Signatures.read(record(value, SIGNATURES_FORMAT).get("signatures"));
    }

    private static byte[] value(String format, String name, Object content, Signatures signatures) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("format", format);
        if (name != null) {
            record.put(name, content);
        }
        record.put("signatures", signatures.plain());
        return CanonicalJson.of(record).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<?, ?> record(byte[] value, String format) {
        if (json(value) instanceof Map<?, ?> record && format.equals(record.get("format"))) {
            return record;
        }
        throw new PolicyException(
                "Cannot read policy: it does not say format " + format + ". Write it with affidavit policy.");
    }

    @SuppressWarnings("UnusedException") // what is no JSON is all there is to say
    private static Object json(byte[] value) {
        try {
            return JsonText.parse(value);
        } catch (InvalidJsonException e) {
            throw new PolicyException("Cannot read policy: it is no JSON. Write it with affidavit policy.");
        }
    }
}

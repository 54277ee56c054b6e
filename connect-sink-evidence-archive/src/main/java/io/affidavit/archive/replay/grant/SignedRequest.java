/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.replay.grant;

import io.affidavit.core.data.JsonText;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.key.TrustedKeys;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A request that its requester signed, and nobody approved yet. */
public final class SignedRequest {

    static final String TYPE = "application/vnd.affidavit.replay-request+json";

    private final SignedDocument document;
    private final ReplayRequest request;

    private SignedRequest(SignedDocument document, ReplayRequest request) {
        this.document = document;
        this.request = request;
    }

    /** Signs with the requester's key. */
    public static SignedRequest sign(ReplayRequest request, SigningKey key) {
        return new SignedRequest(SignedDocument.sign(TYPE, RequestCodec.encode(request), key), request);
    }

    /** Whether the text is JSON of a request and no approval. */
    public static boolean isRequest(String json) {
        GrantFields fields = GrantFields.parse(json);
        return fields.has("request") && !fields.has("approval");
    }

    /** @throws InvalidGrantException when the text is no signed request */
    public static SignedRequest parse(String json) {
        GrantFields fields = GrantFields.parse(json);
        fields.hasOnly(Set.of("request"));
        return read(fields);
    }

    static SignedRequest read(GrantFields json) {
        SignedDocument document = SignedDocument.read(TYPE, json.object("request"));
        return new SignedRequest(document, RequestCodec.decode(document.document()));
    }

    /** The request. To be believed only after {@link #check}. */
    public ReplayRequest request() {
        return request;
    }

    /** @throws InvalidGrantException unless a trusted key signed it */
    public void check(TrustedKeys trusted) {
        document.check("request", trusted);
    }

    /** Id of the key that claims to have signed. */
    public String keyId() {
        return document.keyId();
    }

    /** SHA-256 of the request's canonical JSON, in hex. */
    public String sha256() {
        return document.sha256();
    }

    /** The text it can be read from. */
    public String json() {
        return JsonText.write(members());
    }

    Map<String, Object> members() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("request", document.json());
        return json;
    }
}

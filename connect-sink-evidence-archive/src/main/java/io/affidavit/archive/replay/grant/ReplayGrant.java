/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.replay.grant;

import io.affidavit.core.data.JsonText;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.key.TrustedKeys;
import java.text.Normalizer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A request with the approval of somebody else: two envelopes, of which the second names the first by its hash.
 *
 * <p>Text form: {@code {"request": envelope, "approval": envelope}}.
 */
public final class ReplayGrant {

    static final String TYPE = "application/vnd.affidavit.replay-approval+json";
    static final String VERSION = "affidavit.replay-approval.v1";

    private final SignedRequest request;
    private final SignedDocument document;
    private final Approval approval;

    private ReplayGrant(SignedRequest request, SignedDocument document, Approval approval) {
        this.request = request;
        this.document = document;
        this.approval = approval;
    }

    /**
     * Approves with the approver's key.
     *
     * @throws InvalidGrantException when that is the requester's key or name
     */
    public static ReplayGrant approve(SignedRequest request, String approver, Instant at, SigningKey key) {
        Approval approval = new Approval(request.sha256(), approver, at);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", VERSION);
        json.put("request", approval.request());
        json.put("approver", approval.approver());
        json.put("approvedAt", approval.at().toString());
        ReplayGrant grant = new ReplayGrant(request, SignedDocument.sign(TYPE, json, key), approval);
        grant.checkTwoPeople();
        return grant;
    }

    /** @throws InvalidGrantException when the text is no grant */
    public static ReplayGrant parse(String json) {
        GrantFields fields = GrantFields.parse(json);
        fields.hasOnly(Set.of("request", "approval"));
        if (!fields.has("approval")) {
            throw InvalidGrantException.notApproved();
        }
        SignedDocument document = SignedDocument.read(TYPE, fields.object("approval"));
        GrantFields approval = document.document();
        approval.hasOnly(Set.of("version", "request", "approver", "approvedAt"));
        if (!VERSION.equals(approval.text("version"))) {
            throw new InvalidGrantException("the version of its approval is not " + VERSION + ".");
        }
        return new ReplayGrant(
                SignedRequest.read(fields),
                document,
                new Approval(approval.text("request"), approval.text("approver"), approval.time("approvedAt")));
    }

    /** @throws InvalidGrantException unless two people with trusted keys signed it, the one the request, the other the approval */
    public void checkSignatures(TrustedKeys trusted) {
        request.check(trusted);
        document.check("approval", trusted);
        if (!approval.request().equals(request.sha256())) {
            throw new InvalidGrantException("its approval is of another request.");
        }
        checkTwoPeople();
    }

    /** @throws InvalidGrantException before it begins and from when it expires */
    public void checkTime(Instant now) {
        if (now.isBefore(terms().notBefore())) {
            throw new InvalidGrantException("it does not begin before " + terms().notBefore() + ".");
        }
        if (hasExpired(now)) {
            throw new InvalidGrantException("it expired at " + terms().expires() + ". Ask for another one.");
        }
    }

    public boolean hasExpired(Instant now) {
        return !now.isBefore(terms().expires());
    }

    private void checkTwoPeople() {
        if (request.keyId().equals(document.keyId())) {
            throw new InvalidGrantException("the key that asked for it approved it. Have somebody else approve it.");
        }
        if (person(terms().requester()).equals(person(approval.approver()))) {
            throw new InvalidGrantException("who asked for it approved it. Have somebody else approve it.");
        }
    }

    /** The same for names that a reader takes for the same. */
    private static String person(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ")
                .strip();
    }

    /** What is granted. To be believed only after {@link #checkSignatures}. */
    public ReplayRequest terms() {
        return request.request();
    }

    /** SHA-256 of the request's canonical JSON, in hex. */
    public String requestSha256() {
        return request.sha256();
    }

    /** Id of the key that claims to have signed the request. */
    public String requesterKeyId() {
        return request.keyId();
    }

    /** Id of the key that claims to have signed the approval. */
    public String approverKeyId() {
        return document.keyId();
    }

    public Approval approval() {
        return approval;
    }

    /** The text it can be read from. */
    public String json() {
        Map<String, Object> json = request.members();
        json.put("approval", document.json());
        return JsonText.write(json);
    }
}

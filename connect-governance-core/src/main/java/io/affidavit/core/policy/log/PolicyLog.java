/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policy.log;

import io.affidavit.core.key.TrustedKeys;
import io.affidavit.core.policy.PolicyDocument;
import io.affidavit.core.policy.PolicyException;
import io.affidavit.core.policy.PolicyVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One policy, told by the records of a topic in their order. What is wrong is refused and changes nothing: a version is
 * immutable, a head only grows, and both must be signed where keys are trusted. For one thread.
 */
public final class PolicyLog {

    private final String id;
    private final Optional<TrustedKeys> trusted;
    private final Consumer<String> refusals;
    private final Map<PolicyVersion, PolicyDocument> documents = new HashMap<>();
    private final Set<Activation> missing = new HashSet<>();
    private PolicyHead head;
    private boolean signed;

    /**
     * @param id of the document; records of others are ignored
     * @param trusted keys of which one must have signed; empty where signatures are not asked for
     * @param refusals told once for each thing refused, in words that hold nothing of it
     */
    public PolicyLog(String id, Optional<TrustedKeys> trusted, Consumer<String> refusals) {
        this.id = id;
        this.trusted = trusted;
        this.refusals = refusals;
    }

    /** Takes the next record in; returns whether it is one of this policy's. */
    public boolean accept(byte[] key, byte[] value) {
        String name = key == null ? "" : new String(key, StandardCharsets.UTF_8);
        boolean isHead = name.equals(id);
        if (!isHead && !name.startsWith(id + "@")) {
            return false;
        }
        try {
            if (value == null) {
                throw refused("it was deleted from the topic");
            } else if (isHead) {
                head(PolicyRecords.head(value));
            } else {
                document(name, PolicyRecords.document(value));
            }
        } catch (PolicyException e) {
            refusals.accept((isHead ? "head of " + id : "a version of " + id) + ": " + e.getMessage());
        }
        return true;
    }

    /** The document of a version, if it is there. */
    public Optional<PolicyDocument> document(PolicyVersion version) {
        return Optional.ofNullable(documents.get(version));
    }

    /** The head, if it is there. */
    public Optional<PolicyHead> head() {
        return Optional.ofNullable(head);
    }

    /** Whether the head is signed, by whomever. */
    public boolean signed() {
        return signed;
    }

    /** What is in force from when on; activations of versions that are not there are left out, and told once. */
    public List<Effective> effective() {
        List<Effective> effective = new ArrayList<>();
        List<Activation> activations = head == null ? List.of() : head.activations();
        for (Activation activation : activations) {
            PolicyDocument document = documents.get(activation.version());
            if (document != null && document.ref().digest().equals(activation.digest())) {
                effective.add(new Effective(activation.effectiveFrom().toEpochMilli(), document));
            } else if (missing.add(activation)) {
                refusals.accept("head of " + id + ": it activates version " + activation.version()
                        + ", which is not there in that text. The version before stays in force.");
            }
        }
        return effective;
    }

    private void document(String name, PolicyRecords.Published published) {
        PolicyDocument document = published.document();
        if (!document.ref().name().equals(name)) {
            throw refused("its key names another version than its text");
        }
        if (trusted.isPresent() && !published.signatures().trusted(document, trusted.get())) {
            throw refused("no trusted key signed version " + document.ref().version());
        }
        PolicyDocument known = documents.putIfAbsent(document.ref().version(), document);
        if (known != null && !known.ref().equals(document.ref())) {
            throw refused("version " + known.ref().version() + " was published before with another text");
        }
    }

    private void head(PolicyRecords.Announced announced) {
        PolicyHead next = announced.head();
        if (!next.id().equals(id)) {
            throw refused("its key names another policy than its text");
        }
        if (trusted.isPresent() && !announced.signatures().trusted(next, trusted.get())) {
            throw refused("no trusted key signed it");
        }
        if (head == null || head.continuedBy(next)) {
            head = next;
            signed = !announced.signatures().isEmpty();
        } else if (!next.continuedBy(head)) {
            throw refused("it rewrites what was in force before");
        }
    }

    private static PolicyException refused(String why) {
        return new PolicyException("Cannot use policy record: " + why + ". Publish with: affidavit policy publish.");
    }
}

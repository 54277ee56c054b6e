/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.policy;

import io.affidavit.cli.output.Failure;
import io.affidavit.core.policy.Approval;
import io.affidavit.core.policy.PolicyDocument;
import io.affidavit.core.policy.PolicyVersion;
import io.affidavit.core.policy.RetentionClass;
import io.affidavit.core.policy.log.Activation;
import io.affidavit.core.policy.log.PolicyHead;
import io.affidavit.core.policy.log.PolicyLog;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is written to publish a document.
 *
 * @param fresh whether the version is new to the topic; one that is there already is activated again
 */
record Publication(PolicyDocument document, PolicyHead head, boolean fresh) {

    /** Time for every worker to hear of a version before it is in force. */
    static final Duration NOTICE = Duration.ofSeconds(30);

    /**
     * Plans a publication after what the topic holds.
     *
     * @throws Failure if it would change the past, an immutable version or an approved retention
     */
    static Publication after(PolicyLog log, PolicyDocument document, Instant effectiveFrom, Instant now) {
        Activation activation =
                new Activation(document.ref().version(), document.ref().digest(), effectiveFrom);
        if (effectiveFrom.isBefore(now.plus(NOTICE))) {
            throw refused(
                    document,
                    "--effective-from is less than " + NOTICE.toSeconds()
                            + " s away, and some workers would hear of it too late. Give a later time, such as +1m.");
        }
        Optional<PolicyDocument> known = log.document(document.ref().version());
        if (known.isPresent() && !known.get().ref().equals(document.ref())) {
            throw refused(
                    document, "this version was published with another text. Give the document the next version.");
        }
        Optional<PolicyHead> head = log.head();
        head.map(PolicyHead::last).ifPresent(last -> {
            if (!effectiveFrom.isAfter(last.effectiveFrom())) {
                throw refused(
                        document,
                        "version " + last.version() + " takes effect at " + last.effectiveFrom()
                                + " or later than this would. Give a later --effective-from.");
            }
            if (known.isEmpty() && highest(head.get()).compareTo(document.ref().version()) >= 0) {
                throw refused(document, "a higher version was published before. Give the document the next version.");
            }
            log.document(last.version()).ifPresent(before -> refuseShortening(before, document));
        });
        return new Publication(
                document,
                head.map(before -> before.and(activation))
                        .orElseGet(() -> new PolicyHead(document.ref().id(), List.of(activation))),
                known.isEmpty());
    }

    private static PolicyVersion highest(PolicyHead head) {
        return head.activations().stream()
                .map(Activation::version)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static void refuseShortening(PolicyDocument before, PolicyDocument document) {
        for (RetentionClass approved : before.retention().values()) {
            if (approved.approval().isEmpty()) {
                continue;
            }
            RetentionClass next = document.retention().get(approved.id());
            if (next == null) {
                throw refused(
                        document,
                        "it lacks retention class " + approved.id()
                                + ", which is approved and may be on records. Keep the class.");
            }
            if (next.shorterThan(approved)
                    && !approvedAnew(next, approved.approval().get())) {
                throw refused(
                        document,
                        "it shortens retention class " + approved.id()
                                + ", whose duration is approved, and names no later approval. Have it approved and note the approval.");
            }
        }
    }

    private static boolean approvedAnew(RetentionClass next, Approval before) {
        return next.approval()
                .map(approval -> !approval.on().isBefore(before.on())
                        && !approval.ticket().equals(before.ticket()))
                .orElse(false);
    }

    private static Failure refused(PolicyDocument document, String why) {
        return new Failure("Cannot publish " + document.ref().name() + ": " + why);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policy;

import java.util.Objects;

/**
 * One rule: when it fires and what follows.
 *
 * @param id unique in the document; lower-case words joined by dots or hyphens
 * @param owner who answers for the rule; one of the document's owners, or empty
 * @param when true where the rule fires
 * @param action the verdict on a record on which the rule fires and acts
 * @param message for people, about the rule; holds nothing of a record; may be empty
 */
public record PolicyRule(
        String id,
        Severity severity,
        String owner,
        Mode mode,
        Condition when,
        Verdict action,
        OnError onError,
        String message) {

    public PolicyRule {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(when, "when");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(onError, "onError");
        Objects.requireNonNull(message, "message");
    }

    /** Whether the rule's verdict counts. */
    public boolean enforced() {
        return mode == Mode.ENFORCE;
    }
}

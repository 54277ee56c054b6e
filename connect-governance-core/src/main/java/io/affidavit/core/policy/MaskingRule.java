/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policy;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How content with a label, or in a field, is protected for whom.
 *
 * @param kind what {@code name} names
 * @param name a label id or prefix such as {@code pii}, or a field path
 * @param actions action by audience; {@link #EVERYONE} for audiences without one of their own
 */
public record MaskingRule(Kind kind, String name, Map<String, String> actions) {

    /** The audience that stands for all without an action of their own. */
    public static final String EVERYONE = "default";

    /** What can be done with content, as the masking transform names it. */
    public static final List<String> ACTIONS =
            List.of("redact", "partial", "hmac", "token", "encrypt", "generalise", "replace", "drop", "keep");

    public MaskingRule {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        actions = Map.copyOf(actions);
    }

    /** The action for an audience; null where the rule says nothing about it. */
    public String action(String audience) {
        return actions.getOrDefault(audience, actions.get(EVERYONE));
    }

    /** What a rule is about. */
    public enum Kind {
        LABEL,
        FIELD
    }
}

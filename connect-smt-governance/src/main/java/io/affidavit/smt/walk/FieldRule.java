/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.walk;

import io.affidavit.core.data.FieldPath;
import io.affidavit.smt.protect.Action;
import java.util.Objects;

/**
 * What configuration says about the fields that a path names and all beneath them.
 *
 * @param forced for {@link Kind#FORCE}, the action applied whatever the content; null otherwise
 */
public record FieldRule(FieldPath path, Kind kind, Action forced) {

    public FieldRule {
        Objects.requireNonNull(path, "path");
        if ((kind == Kind.FORCE) != (forced != null)) {
            throw new IllegalArgumentException("A forced field needs an action, and no other field takes one.");
        }
    }

    public static FieldRule force(FieldPath path, Action action) {
        return new FieldRule(path, Kind.FORCE, action);
    }

    public static FieldRule ignore(FieldPath path) {
        return new FieldRule(path, Kind.IGNORE, null);
    }

    public static FieldRule pass(FieldPath path) {
        return new FieldRule(path, Kind.PASS, null);
    }

    public static FieldRule watch(FieldPath path) {
        return new FieldRule(path, Kind.WATCH, null);
    }

    /** Of several rules for one field the first kind listed here counts. */
    public enum Kind {
        /** Protected whatever it holds. */
        FORCE,
        /** Not looked at. */
        IGNORE,
        /** Looked at and reported, never changed. */
        WATCH,
        /** Looked at as ever where everything that no rule names is protected whatever it holds. */
        PASS
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.cel;

import java.util.List;

/**
 * What a look at a few fields tells about a condition, without the interpreter: true or false where that is certain, undecided
 * where the interpreter must say. Safe for many threads.
 */
@FunctionalInterface
interface Glance {

    Truth of(RecordFacts facts);

    /** Tells nothing, ever. */
    Glance NONE = facts -> Truth.UNDECIDED;

    /** In CEL a conjunction with a false part is false whatever its other parts are, errors included. */
    static Glance all(List<Glance> parts) {
        return joined(parts, Truth.FALSE, Truth.TRUE);
    }

    /** In CEL a disjunction with a true part is true whatever its other parts are, errors included. */
    static Glance any(List<Glance> parts) {
        return joined(parts, Truth.TRUE, Truth.FALSE);
    }

    static Glance not(Glance part) {
        return part == NONE
                ? NONE
                : facts -> switch (part.of(facts)) {
                    case TRUE -> Truth.FALSE;
                    case FALSE -> Truth.TRUE;
                    case UNDECIDED -> Truth.UNDECIDED;
                };
    }

    /**
     * @param decisive what one part suffices for
     * @param otherwise what all parts together are needed for
     */
    private static Glance joined(List<Glance> parts, Truth decisive, Truth otherwise) {
        Glance[] telling = parts.stream().filter(part -> part != NONE).toArray(Glance[]::new);
        if (telling.length == 0) {
            return NONE;
        }
        Truth most = telling.length == parts.size() ? otherwise : Truth.UNDECIDED;
        return facts -> {
            Truth all = most;
            for (Glance part : telling) {
                Truth truth = part.of(facts);
                if (truth == decisive) {
                    return decisive;
                }
                all = truth == Truth.UNDECIDED ? truth : all;
            }
            return all;
        };
    }
}

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

    /**
     * An operand of a conjunction or disjunction.
     *
     * @param sure whether it gives true, false or an error, for certain: the interpreter passes over an error where another operand
     *     decides, but stops at a value of another type
     */
    record Part(Glance glance, boolean sure) {}

    /** A conjunction with a false part is false whatever its other parts are, errors included. */
    static Glance all(List<Part> parts) {
        return joined(parts, Truth.FALSE, Truth.TRUE);
    }

    /** A disjunction with a true part is true whatever its other parts are, errors included. */
    static Glance any(List<Part> parts) {
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
    private static Glance joined(List<Part> operands, Truth decisive, Truth otherwise) {
        if (operands.stream().allMatch(part -> part.glance() == NONE)) {
            return NONE;
        }
        Part[] parts = operands.toArray(Part[]::new);
        return facts -> {
            Truth all = otherwise;
            for (Part part : parts) {
                Truth truth = part.glance().of(facts);
                if (truth == decisive || (truth == Truth.UNDECIDED && !part.sure())) {
                    return truth;
                }
                all = truth == Truth.UNDECIDED ? truth : all;
            }
            return all;
        };
    }
}

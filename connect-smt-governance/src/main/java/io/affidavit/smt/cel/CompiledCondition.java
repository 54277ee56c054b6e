/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.cel;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;

/** A condition ready to be evaluated; safe for use by many threads. */
public final class CompiledCondition {

    private final CelRuntime.Program program;
    private final Guard guard;

    CompiledCondition(CelRuntime.Program program, Guard guard) {
        this.program = program;
        this.guard = guard;
    }

    /** Evaluates the condition. What the library throws is dropped: its messages may repeat content of the record. */
    @SuppressWarnings("UnusedException")
    public Truth of(RecordFacts facts) {
        try {
            if (guard.refutes(facts)) {
                return Truth.FALSE;
            }
            Object result = program.eval(facts);
            if (result instanceof Boolean truth) {
                return truth ? Truth.TRUE : Truth.FALSE;
            }
            return Truth.UNDECIDED;
        } catch (CelEvaluationException | RuntimeException | StackOverflowError e) {
            return Truth.UNDECIDED;
        }
    }
}

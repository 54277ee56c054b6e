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
    private final Glance glance;

    CompiledCondition(CelRuntime.Program program, Glance glance) {
        this.program = program;
        this.glance = glance;
    }

    /** Evaluates the condition. What the library throws is dropped: its messages may repeat content of the record. */
    @SuppressWarnings("UnusedException")
    public Truth of(RecordFacts facts) {
        try {
            Truth glanced = glance.of(facts);
            if (glanced != Truth.UNDECIDED) {
                return glanced;
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

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.smt.upcast;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.Schema;

/** Sets a value that an expression reads off the whole record; nothing where it gives nothing. Bounded in time and depth. */
record Compute(int path, Scalar type, Jsonata expression) implements Operation {

    private static final long MOST_MILLIS = 200;
    private static final int MOST_DEPTH = 100;

    @Override
    public void rewrite(Draft draft) {
        Object result = evaluate(draft);
        if (result == null) {
            return;
        }
        Object value = type.cast(result);
        if (value == null) {
            throw new UpcastException(UpcastException.VALUE, draft.text(path));
        }
        draft.put(path, value);
    }

    /** The time a bound is held against includes pauses of the worker, so what was late is tried once more. */
    private Object evaluate(Draft draft) {
        long begun = System.nanoTime();
        try {
            return evaluateOnce(draft);
        } catch (UpcastException e) {
            boolean late = System.nanoTime() - begun >= TimeUnit.MILLISECONDS.toNanos(MOST_MILLIS);
            if (!late) {
                throw e;
            }
            return evaluateOnce(draft);
        }
    }

    /** What expressions throw may hold content, so it is neither kept nor repeated. */
    @SuppressWarnings("UnusedException")
    private Object evaluateOnce(Draft draft) {
        try {
            Jsonata.Frame frame = expression.createFrame();
            frame.setRuntimeBounds(MOST_MILLIS, MOST_DEPTH);
            return expression.evaluate(Plain.of(draft.result()), frame);
        } catch (JException | ClassCastException | IllegalArgumentException | StackOverflowError e) {
            throw new UpcastException(UpcastException.EXPRESSION, draft.text(path));
        }
    }

    @Override
    public void rewrite(Shape shape) {
        Schema held = shape.schema(path);
        if (held != null && held.type() != type.schema().type()) {
            throw new UpcastException(UpcastException.VALUE, shape.text(path));
        }
        shape.put(path, type.schema());
    }
}

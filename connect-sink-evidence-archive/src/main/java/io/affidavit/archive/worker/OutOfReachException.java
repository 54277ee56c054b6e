/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.worker;

import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * The catalog or the store did not answer when a task wanted to begin. Says what to do, which drivers do not, and leaves
 * their message out, which may quote a statement or an address with a password.
 */
public final class OutOfReachException extends ConnectException {

    private static final long serialVersionUID = 1L;

    private OutOfReachException(RuntimeException thrown) {
        super("Cannot start archiving: the catalog or the store did not answer ("
                + thrown.getClass().getSimpleName() + "). Check both, then restart the task");
        setStackTrace(thrown.getStackTrace());
    }

    /** Does {@code work}; what says already what is wrong with the configuration or a table passes as it is. */
    public static <T> T guard(Supplier<T> work) {
        try {
            return work.get();
        } catch (KafkaException | IllegalArgumentException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new OutOfReachException(e);
        }
    }
}

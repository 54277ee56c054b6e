/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.gate;

import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * What a client's error means for the partition it struck.
 *
 * @param kind what to do
 * @param name class of the error that decides; messages may hold anything
 */
record Fault(Kind kind, String name) {

    enum Kind {
        /** Another task took the partition over, or the transaction took too long: leave it alone for a while. */
        FENCED,
        /** The broker is in trouble: try again soon. */
        PASSING,
        /** It will not mend by itself. */
        LASTING
    }

    static Fault of(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
                return new Fault(Kind.FENCED, cause.getClass().getSimpleName());
            }
            if (cause instanceof AuthorizationException
                    || cause instanceof AuthenticationException
                    || cause instanceof RecordTooLargeException
                    || cause instanceof InvalidTopicException
                    || cause instanceof UnsupportedVersionException) {
                return new Fault(Kind.LASTING, cause.getClass().getSimpleName());
            }
        }
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new Fault(Kind.PASSING, root.getClass().getSimpleName());
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.monitor.broker;

import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.connect.errors.ConnectException;

/** What brokers answer, or the error that they answer with. */
public final class Answers {

    private Answers() {}

    /**
     * Does what needs the brokers.
     *
     * @param what cannot be done without, after "Cannot"
     * @param advice what to do then, as sentences
     * @throws ConnectException if they do not answer, without the message of what went wrong: it could hold anything
     */
    @SuppressWarnings("UnusedException") // its class says enough
    public static <T> T needed(String what, String advice, Supplier<T> step) {
        try {
            return step.get();
        } catch (ConnectException e) {
            throw e;
        } catch (KafkaException e) {
            throw new ConnectException("Cannot " + what + ": the brokers did not answer ("
                    + e.getClass().getSimpleName() + "). " + advice);
        }
    }

    static <T> T wait(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException error ? error : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }
}

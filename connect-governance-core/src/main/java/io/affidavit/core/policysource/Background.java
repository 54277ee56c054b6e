/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.core.policysource;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.MDC;

/** A daemon thread that logs with the context of who started it, and ends soon after it is asked to. */
final class Background implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;

    private Background(String name, Consumer<Stop> work) {
        Map<String, String> context = MDC.getCopyOfContextMap();
        thread = new Thread(
                () -> {
                    if (context != null) {
                        MDC.setContextMap(context);
                    }
                    work.accept(new Stop(stopped));
                },
                name);
        thread.setDaemon(true);
    }

    static Background start(String name, Consumer<Stop> work) {
        Background background = new Background(name, work);
        background.thread.start();
        return background;
    }

    /** Whether and when to end. */
    record Stop(CountDownLatch stopped) {

        boolean now() {
            return stopped.getCount() == 0;
        }

        /** Waits; returns true as soon as the work is to end. */
        @SuppressWarnings("UnusedException") // nobody but us interrupts the thread
        boolean within(Duration time) {
            try {
                return stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        }
    }

    /** Asks the work to end and waits for it a while. */
    @Override
    public void close() {
        stopped.countDown();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.engine;

import io.affidavit.source.spi.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads on a thread of its own, one batch ahead of the caller, so that the database works while Connect sends. It also
 * keeps {@code poll} short, which Connect needs in order to stop a task: a slow query blocks only this thread.
 *
 * @param <T> a batch
 */
public final class ReadAhead<T> implements AutoCloseable {

    /** Where batches come from. */
    @FunctionalInterface
    public interface Supply<T> {
        /** The next batch, or empty when there is none at present. */
        Optional<T> next() throws StoreException, InterruptedException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(ReadAhead.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(250);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(15);

    private final Supply<T> supply;
    private final Duration idleWait;
    private final Duration retryTimeout;
    private final InstantSource clock;
    private final BlockingQueue<T> ready = new ArrayBlockingQueue<>(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private volatile ConnectException failure;

    /**
     * @param idleWait how long to wait before asking again after an empty answer
     * @param retryTimeout how long a retriable failure may last before it fails the task
     */
    public ReadAhead(String name, Supply<T> supply, Duration idleWait, Duration retryTimeout, InstantSource clock) {
        this.supply = supply;
        this.idleWait = idleWait;
        this.retryTimeout = retryTimeout;
        this.clock = clock;
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** The next batch, or null when none is ready within the time. A failure shows once all earlier batches are taken. */
    public T poll(Duration wait) throws InterruptedException {
        T batch = ready.poll(failure == null ? wait.toMillis() : 0, TimeUnit.MILLISECONDS);
        if (batch == null && failure != null) {
            batch = ready.poll();
            if (batch == null) {
                throw failure;
            }
        }
        return batch;
    }

    /** Tells the thread to end; combine with a cancel of whatever its supply waits for. */
    public void stop() {
        stopped.countDown();
        thread.interrupt();
    }

    /** Stops and waits a few seconds for the thread to end. */
    @Override
    public void close() {
        stop();
        try {
            thread.join(Duration.ofSeconds(3).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            loop();
        } catch (InterruptedException e) {
            // only stop() interrupts this thread
        } catch (ConnectException e) {
            failure = e;
        } catch (RuntimeException | Error e) {
            failure = new ConnectException("Cannot read rows: unexpected "
                    + e.getClass().getName() + " at " + origin(e) + ". Report it with this message.");
        }
    }

    private void loop() throws InterruptedException {
        Duration backoff = FIRST_BACKOFF;
        long failingSince = 0;
        while (!isStopped()) {
            try {
                Optional<T> batch = supply.next();
                backoff = FIRST_BACKOFF;
                failingSince = 0;
                if (batch.isPresent()) {
                    ready.put(batch.get());
                } else {
                    pause(idleWait);
                }
            } catch (StoreException e) {
                long now = clock.millis();
                failingSince = failingSince == 0 ? now : failingSince;
                if (isStopped()) {
                    return;
                }
                if (!e.isRetriable() || now - failingSince >= retryTimeout.toMillis()) {
                    throw new ConnectException(e.getMessage());
                }
                LOG.warn("{} Retrying in {} ms.", e.getMessage(), backoff.toMillis());
                pause(backoff);
                backoff = backoff.multipliedBy(2).compareTo(LONGEST_BACKOFF) > 0
                        ? LONGEST_BACKOFF
                        : backoff.multipliedBy(2);
            }
        }
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    private void pause(Duration duration) throws InterruptedException {
        if (stopped.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException();
        }
    }

    private static String origin(Throwable error) {
        StackTraceElement[] trace = error.getStackTrace();
        return trace.length == 0 ? "an unknown place" : trace[0].toString();
    }
}

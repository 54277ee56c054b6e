/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.deadletter;

import io.affidavit.archive.commit.SourcePartition;
import io.affidavit.archive.convert.Rejection;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Sends refused records to the dead-letter topic. None counts before {@link #await} has returned.
 *
 * <p>A record that is read again by the same task, because its batch was given up, is not sent again. After a crash it is:
 * the dead-letter topic has no memory of ours. Not thread-safe.
 */
public final class DeadLetters {

    private static final Future<Void> ACKNOWLEDGED = CompletableFuture.completedFuture(null);

    private final ErrantRecordReporter reporter;
    private final Duration timeout;
    private final Map<SourcePartition, NavigableMap<Long, Future<Void>>> sent = new HashMap<>();

    /**
     * @param reporter that of the worker, which writes to a topic and not only to a log
     * @param timeout how long {@link #await} waits
     */
    public DeadLetters(ErrantRecordReporter reporter, Duration timeout) {
        this.reporter = reporter;
        this.timeout = timeout;
    }

    /** Sends a record; the topic learns which rule refused it and nothing else. */
    public void send(SourcePartition source, SinkRecord record, Rejection refusal) {
        sent.computeIfAbsent(source, s -> new TreeMap<>())
                .computeIfAbsent(record.originalKafkaOffset(), offset -> reporter.report(record, refusal));
    }

    /**
     * Waits until everything sent is acknowledged.
     *
     * @throws DeadLetterException when something is not, or not in time; it is sent again when it is read again
     */
    public void await() {
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            sent.values().forEach(offsets -> offsets.replaceAll((offset, letter) -> acknowledged(letter, deadline)));
        } catch (DeadLetterException e) {
            sent.values().forEach(offsets -> offsets.values().removeIf(letter -> letter != ACKNOWLEDGED));
            throw e;
        }
    }

    /** Forgets what lies below {@code durable}, which is not read again. */
    public void forget(SourcePartition source, long durable) {
        NavigableMap<Long, Future<Void>> offsets = sent.get(source);
        if (offsets != null) {
            offsets.headMap(durable).clear();
        }
    }

    /** Forgets everything of a partition that now belongs to another task. */
    public void forget(SourcePartition source) {
        sent.remove(source);
    }

    private static Future<Void> acknowledged(Future<Void> letter, long deadline) {
        if (letter == ACKNOWLEDGED) {
            return letter;
        }
        try {
            letter.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            return ACKNOWLEDGED;
        } catch (ExecutionException e) {
            throw undelivered(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw undelivered(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw undelivered(e);
        }
    }

    private static DeadLetterException undelivered(Throwable failure) {
        return new DeadLetterException(failure.getClass().getSimpleName());
    }
}

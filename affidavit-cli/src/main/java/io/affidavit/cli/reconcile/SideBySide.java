/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.reconcile;

import io.affidavit.cli.output.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

/** Work that is done at the same time, each piece on a thread of its own; the first failure ends it all. */
final class SideBySide {

    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /** For the pieces to call often: gives up where another piece failed. */
    void proceed() {
        if (failure.get() != null) {
            throw new CancellationException("another failed");
        }
    }

    /**
     * Returns when every piece has ended.
     *
     * @throws RuntimeException or an error, the first that a piece threw
     */
    void run(List<Runnable> pieces) {
        ExecutorService threads = Executors.newFixedThreadPool(pieces.size());
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (Runnable piece : pieces) {
                ends.add(threads.submit(() -> guarded(piece)));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure.compareAndSet(null, new Failure("Cannot finish: the command was interrupted."));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdown();
        }
        if (failure.get() instanceof RuntimeException exception) {
            throw exception;
        }
        if (failure.get() instanceof Error error) {
            throw error;
        }
    }

    private void guarded(Runnable piece) {
        try {
            piece.run();
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        }
    }
}

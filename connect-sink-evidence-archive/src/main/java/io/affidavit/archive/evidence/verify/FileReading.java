/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.evidence.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Reads many files, a few at a time. */
final class FileReading {

    private final int threads;
    private final Progress progress;

    FileReading(int threads, Progress progress) {
        if (threads < 1) {
            throw new IllegalArgumentException("Cannot read files with " + threads + " threads. Use at least 1.");
        }
        this.threads = threads;
        this.progress = progress;
    }

    /** Returns what is wrong with the files, in the order of the files. */
    List<Finding> run(List<FileCheck> checks) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CompletionService<Integer> done = new ExecutorCompletionService<>(pool);
            List<Optional<Finding>> results =
                    new ArrayList<>(java.util.Collections.nCopies(checks.size(), Optional.empty()));
            for (int i = 0; i < checks.size(); i++) {
                int index = i;
                done.submit(() -> results.set(index, checks.get(index).run()), index);
            }
            for (int i = 1; i <= checks.size(); i++) {
                done.take().get();
                progress.filesDone(i, checks.size());
            }
            return results.stream().flatMap(Optional::stream).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Cannot finish verification: it was interrupted.", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Cannot finish verification: " + Failures.name(e.getCause()) + ".", e);
        } finally {
            pool.shutdownNow();
        }
    }
}

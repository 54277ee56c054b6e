/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.quickstart;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** What the user sees. */
final class Console {
    private static final int BAR = 24;

    private final PrintStream out;
    private final long started = System.nanoTime();

    Console(PrintStream out) {
        this.out = out;
    }

    /** A heading of a part of the run. */
    void title(String text) {
        out.printf("%n== %s%n", text);
    }

    void line(String text) {
        out.println(text);
    }

    /** Runs one step and tells how long it took. */
    <T> T step(String what, Supplier<T> step) {
        long before = System.nanoTime();
        T result = step.get();
        out.printf(Locale.ROOT, "  %-58s %5.1f s%n", what, seconds(System.nanoTime() - before));
        return result;
    }

    /** One line of progress with a bar. */
    void progress(long total, long read, long archived, Duration since) {
        int filled = (int) (BAR * archived / Math.max(1, total));
        double seconds = Math.max(0.001, since.toMillis() / 1000.0);
        out.printf(
                Locale.ROOT,
                "  [%s%s] %3d%%   read %,7d (%,.0f/s)   archived %,7d (%,.0f/s)%n",
                "#".repeat(filled),
                "-".repeat(BAR - filled),
                100 * archived / Math.max(1, total),
                read,
                read / seconds,
                archived,
                archived / seconds);
    }

    /** Time since the start. */
    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }
}

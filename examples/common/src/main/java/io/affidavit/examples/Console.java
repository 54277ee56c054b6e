/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** What the user sees. */
public final class Console {
    private static final int BAR = 24;

    private final PrintStream out;
    private final long started = System.nanoTime();

    public Console(PrintStream out) {
        this.out = out;
    }

    /** A heading of a part of the run. */
    public synchronized void title(String text) {
        out.printf("%n== %s%n", text);
    }

    public synchronized void line(String text) {
        out.println(text);
    }

    /** Runs one step and tells how long it took. */
    public <T> T step(String what, Supplier<T> step) {
        long before = System.nanoTime();
        T result = step.get();
        line(String.format(Locale.ROOT, "  %-58s %5.1f s", what, seconds(System.nanoTime() - before)));
        return result;
    }

    /** One line of progress with a bar, and what there is to say beside it. */
    public synchronized void progress(long total, long done, String beside) {
        int filled = (int) (BAR * done / Math.max(1, total));
        out.printf(
                Locale.ROOT,
                "  [%s%s] %3d%%   %s%n",
                "#".repeat(filled),
                "-".repeat(BAR - filled),
                100 * done / Math.max(1, total),
                beside);
    }

    /** Tells where everything is, and waits until the user ends the program. */
    public void untilCtrlC(List<String> places) {
        title("Everything is left running until Ctrl-C");
        places.forEach(this::line);
        try {
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Time since the start. */
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }
}

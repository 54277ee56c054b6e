/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples;

import io.affidavit.stack.StackException;
import io.affidavit.stack.rest.RestException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Runs an example as a program: options, processes, an exit code, and nothing left behind.
 *
 * @param name such as {@code quickstart}
 * @param usage what it takes
 * @param zips the packaged plugins its worker gets
 * @param job what it does
 */
public record Example(String name, Options.Usage usage, List<String> zips, Job job) {
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    public Example {
        zips = List.copyOf(zips);
    }

    /** What an example does with its processes. */
    @FunctionalInterface
    public interface Job {
        /** Runs to the end; false if what it was to show is not so, which it has told. */
        boolean run(Options options, Stack stack, Console console);
    }

    /** Exit code 0 when the example shows what it is to show, 1 on any failure, 2 on a wrong option. */
    public int run(PrintStream out, String... arguments) {
        Options options;
        try {
            options = Options.parse(usage, arguments);
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage() + "\n" + usage.text());
            return MISUSED;
        }
        Stack stack = Stack.inTemporaryDirectory(name, zips);
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "remove-" + name));
        try {
            return job.run(options, stack, new Console(out)) ? 0 : FAILED;
        } catch (StackException | RestException | UncheckedIOException e) {
            if (!stack.closing()) {
                out.println("\nThe " + name + " failed: " + e.getMessage());
            }
            return FAILED;
        } finally {
            stack.close();
        }
    }
}

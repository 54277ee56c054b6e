/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples.quickstart;

import io.affidavit.stack.StackException;
import io.affidavit.stack.rest.RestException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Runs the main job on this machine: a log table becomes governed events and a verified archive. */
public final class Quickstart {
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private Quickstart() {}

    /** Exit code 0 when every row is archived and verified, 1 on any failure, 2 on a wrong option. */
    public static void main(String... arguments) {
        System.exit(run(new PrintStream(System.out, true, StandardCharsets.UTF_8), arguments));
    }

    private static int run(PrintStream out, String... arguments) {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage() + "\n" + Options.USAGE);
            return MISUSED;
        }
        Stack stack = Stack.inTemporaryDirectory();
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "remove-quickstart"));
        try {
            new MainJob(options, stack, new Console(out)).run();
            return 0;
        } catch (StackException | RestException | UncheckedIOException e) {
            if (!stack.closing()) {
                out.println("\nThe quickstart failed: " + e.getMessage());
            }
            return FAILED;
        } finally {
            stack.close();
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Ends a process when this JVM ends, however it ends.
 *
 * <p>A shutdown hook does not run when the JVM is killed, so a small shell waits for the end of its standard input, which
 * is a pipe that the system closes with us, and then kills the process and removes its scratch directory.
 */
final class Leash implements AutoCloseable {
    private static final String WAIT_THEN_KILL =
            "trap '' INT TERM HUP; cat >/dev/null; kill -9 \"$1\" 2>/dev/null; if [ -n \"$2\" ]; then rm -rf -- \"$2\"; fi";

    private final Process sentinel;
    private final Thread hook;

    private Leash(Process sentinel, Thread hook) {
        this.sentinel = sentinel;
        this.hook = hook;
    }

    /**
     * Ties a process to this JVM.
     *
     * @param pid the process
     * @param scratch a directory to remove with it, or null
     * @param orderlyStop run by the shutdown hook of an orderly exit, before the kill
     */
    static Leash tie(long pid, Path scratch, Runnable orderlyStop) {
        Process sentinel;
        try {
            List<String> command =
                    List.of("sh", "-c", WAIT_THEN_KILL, "leash", Long.toString(pid), Objects.toString(scratch, ""));
            sentinel = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the shell that ends process " + pid + " with this JVM", e);
        }
        Thread hook = new Thread(orderlyStop, "stop-" + pid);
        Runtime.getRuntime().addShutdownHook(hook);
        return new Leash(sentinel, hook);
    }

    /** Lets go: the process has ended. */
    @Override
    public void close() {
        sentinel.destroyForcibly();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            // the hook is what called us
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A child process with a log file, that ends with this JVM. */
final class LocalProcess implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final int LOG_TAIL_LINES = 15;

    private final String name;
    private final Process process;
    private final Path log;
    private final Leash leash;

    private LocalProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.leash = Leash.tie(process.pid(), null, this::stop);
    }

    /** Starts a command; its output is appended to {@code log}. */
    static LocalProcess start(String name, List<String> command, Path directory, Path log) {
        return start(name, command, Map.of(), directory, log);
    }

    /** Starts a command with variables of the environment besides ours. */
    static LocalProcess start(
            String name, List<String> command, Map<String, String> environment, Path directory, Path log) {
        try {
            Files.createDirectories(directory);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            return new LocalProcess(name, process, log);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + name + " in " + directory, e);
        }
    }

    /**
     * The command line of a JVM like ours over a directory of jars. The system property {@code affidavit.stack.jvm} holds
     * options for all of them: tests, whose processes live for seconds, have them start fast.
     */
    static List<String> java(Path jars, List<String> options, String mainClass, List<String> arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return Stream.of(
                        Stream.of(java, "-Djava.awt.headless=true"),
                        Stream.of(System.getProperty("affidavit.stack.jvm", "-XX:+UseG1GC")
                                .split(" ")),
                        options.stream(),
                        Stream.of("-cp", jars.resolve("*").toString(), mainClass),
                        arguments.stream())
                .flatMap(part -> part)
                .toList();
    }

    /** Waits until {@code ready}; throws with the end of the log when the process dies or the time is up. */
    void awaitReady(BooleanSupplier ready, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!ready.getAsBoolean()) {
            if (!process.isAlive()) {
                throw new StackException(
                        "Cannot start " + name + ": it ended with code " + process.exitValue() + ". " + logTail());
            }
            if (System.nanoTime() > deadline) {
                kill();
                throw new StackException("Cannot start " + name + " within " + limit.toSeconds() + " s. " + logTail());
            }
            sleep(POLL);
        }
    }

    /** Waits for the end of a process that ends by itself; throws unless its exit code is 0. */
    void awaitSuccess(Duration limit) {
        boolean ended = ended(limit);
        if (!ended) {
            process.destroyForcibly();
        }
        leash.close();
        if (!ended || process.exitValue() != 0) {
            throw new StackException("Cannot complete " + name + ": "
                    + (ended
                            ? "it ended with code " + process.exitValue()
                            : "it takes over " + limit.toSeconds() + " s")
                    + ". " + logTail());
        }
    }

    boolean alive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** The highest resident memory so far, in bytes; empty where the system does not tell. */
    OptionalLong peakMemoryBytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            return OptionalLong.empty();
        }
    }

    /** Ends the process as an operator would, and by force when it does not obey. */
    void stop() {
        process.destroy();
        if (!ended(GRACE)) {
            process.destroyForcibly();
            ended(GRACE);
        }
        leash.close();
    }

    /** Ends the process as a crash would (SIGKILL). */
    void kill() {
        process.destroyForcibly();
        if (!ended(GRACE)) {
            throw new StackException("Cannot kill " + name + ": process " + pid() + " still runs");
        }
        leash.close();
    }

    /** Stops the process in its tracks (SIGSTOP): it keeps its memory and connections, and answers nobody. */
    void suspend() {
        signal("STOP");
    }

    /** Lets a suspended process go on (SIGCONT), unaware of the time that has passed. */
    void resume() {
        signal("CONT");
    }

    @Override
    public void close() {
        stop();
    }

    private void signal(String name) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new StackException("Cannot send " + name + " to " + this.name + ": process " + pid());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot send " + name + " to " + this.name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while sending " + name + " to " + this.name, e);
        }
    }

    private boolean ended(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            return !process.isAlive();
        }
    }

    private String logTail() {
        try {
            List<String> lines =
                    Files.readString(log, StandardCharsets.UTF_8).lines().toList();
            return "End of " + log + ":\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "Its log is " + log;
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while waiting for a process", e);
        }
    }
}

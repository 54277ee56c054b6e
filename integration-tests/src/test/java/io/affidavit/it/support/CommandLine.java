/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The packaged {@code affidavit} command, run as its own process. */
public final class CommandLine {
    private final Path launcher;

    CommandLine(Path unpacked) {
        try (Stream<Path> roots = Files.list(unpacked)) {
            this.launcher = roots.findFirst().orElseThrow().resolve("bin/affidavit");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a command said and how it ended. */
    public record Outcome(int code, String output) {}

    public Outcome run(List<String> arguments) {
        return run(arguments, Map.of());
    }

    /** @param environment variables beside those of this process */
    public Outcome run(List<String> arguments, Map<String, String> environment) {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(arguments);
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while affidavit ran", e);
        }
    }
}

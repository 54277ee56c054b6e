/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.examples;

import io.affidavit.stack.StackException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The packaged {@code affidavit} command, run as a user would. */
public final class CommandLine {
    private final Path launcher;

    /** @param unpacked the directory that the zip was unpacked in */
    CommandLine(Path unpacked) {
        try (Stream<Path> roots = Files.list(unpacked)) {
            this.launcher = roots.findFirst()
                    .orElseThrow(() -> new StackException("Cannot find the affidavit command in " + unpacked))
                    .resolve("bin/affidavit");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + unpacked, e);
        }
    }

    /** The script that starts it. */
    public Path launcher() {
        return launcher;
    }

    /** Runs a command, hands its output over line by line, and throws unless it succeeds. */
    public void run(Consumer<String> output, String... arguments) {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                lines.lines().forEach(output);
            }
            int code = process.waitFor();
            if (code != 0) {
                throw new StackException("affidavit " + arguments[0] + " ended with code " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run " + launcher, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while affidavit " + arguments[0] + " ran", e);
        }
    }
}

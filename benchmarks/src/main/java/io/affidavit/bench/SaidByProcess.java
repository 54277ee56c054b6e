/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a Java process of ours said: lines of a word and a number. */
record SaidByProcess(Map<String, Long> figures) {

    private static final long PATIENCE_MINUTES = 15;

    SaidByProcess {
        figures = Map.copyOf(figures);
    }

    /**
     * Runs a class with this process's class path until it ends.
     *
     * @param heap such as {@code 256m}
     * @throws IOException if it did not complete; says where its log is
     */
    static SaidByProcess run(Class<?> main, String heap, Path log, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx" + heap,
                "-XX:+UseParallelGC",
                "-XX:ParallelGCThreads=2",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command).redirectError(log.toFile()).start();
        Map<String, Long> said = new HashMap<>();
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                String[] words = line.split(" ");
                if (words.length == 2 && words[1].matches("\\d+")) {
                    said.put(words[0], Long.parseLong(words[1]));
                }
            }
            if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES) || !said.containsKey("completed")) {
                throw new IOException(
                        "Cannot measure: " + String.join(" ", arguments) + " failed. " + Files.readString(log));
            }
        } finally {
            process.destroyForcibly();
        }
        return new SaidByProcess(said);
    }

    long figure(String key) {
        return figures.getOrDefault(key, 0L);
    }
}

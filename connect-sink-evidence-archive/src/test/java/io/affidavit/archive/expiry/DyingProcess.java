/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A process that dies at one of its accesses to the store, see {@link DyingFileIO}, and what it said.
 *
 * @param output both of its streams
 */
public record DyingProcess(int exitCode, String output) {

    /** Exit code of one that died so. */
    public static final int KILLED = 137;

    /** What a process that lives prints before the number of its accesses. */
    public static final String ACCESSES = "ACCESSES ";

    /** Runs the main method of a class with the directory as its argument. */
    public static DyingProcess run(Class<?> main, Path directory, int diesAt) throws Exception {
        Path output = directory.resolve("output.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Ddies.at=" + diesAt,
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        main.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new DyingProcess(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }

    /** How often one that lived accessed the store. */
    public int accesses() {
        return Integer.parseInt(output.lines()
                .filter(line -> line.startsWith(ACCESSES))
                .findFirst()
                .orElseThrow()
                .substring(ACCESSES.length()));
    }
}

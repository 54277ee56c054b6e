/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Spark in a process of its own, on the jars that {@code integration-tests/spark/pom.xml} fetches. */
public final class Spark {
    /** System property with the directory of the jars. */
    public static final String JARS = "affidavit.spark.jars";

    private static final String ROW = "ROW ";
    private static final List<String> OPENED = List.of(
            "java.lang",
            "java.lang.invoke",
            "java.lang.reflect",
            "java.io",
            "java.net",
            "java.nio",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "sun.nio.ch",
            "sun.nio.cs",
            "sun.security.action",
            "sun.util.calendar");

    private final Path catalog;

    /** @param catalog directory of the embedded catalog */
    public Spark(Path catalog) {
        this.catalog = catalog;
    }

    /** Runs the queries and returns their rows, columns joined by bars. */
    public List<String> query(String... sql) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx1g");
        OPENED.forEach(name -> command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
        command.addAll(
                List.of("-cp", Path.of(System.getProperty(JARS)).resolve("*").toString()));
        command.add(Path.of("spark", "SparkQuery.java").toString());
        command.add(catalog.toString());
        command.addAll(Arrays.asList(sql));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("Cannot ask Spark:\n" + output);
            }
            try (Stream<String> lines = output.lines()) {
                return lines.filter(line -> line.startsWith(ROW))
                        .map(line -> line.substring(ROW.length()))
                        .toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking Spark", e);
        }
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every {@code affidavit} command line that the documentation shows is one that the command takes. */
class DocumentedCommandsTest {

    private static final Path ROOT = Path.of("..");

    static List<String> commands() throws IOException {
        List<String> commands = new ArrayList<>();
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            Stream<Path> pages = Stream.concat(top, docs);
            for (Path page :
                    pages.filter(path -> path.toString().endsWith(".md")).toList()) {
                Files.readString(page)
                        .replaceAll("\\\\\\n\\s*", "")
                        .lines()
                        .map(line -> line.strip().replaceFirst("\\s+#.*", ""))
                        .filter(
                                line -> line.matches(
                                        "affidavit (gate|keys|verify|inspect|prove|hold|expire|erase|seal|adopt|checkpoint|replay|receipts|reconcile|pair|cutover|report|scan|policy|schema|mapping) [ -~]*"))
                        .forEach(commands::add);
            }
        }
        return commands;
    }

    @Test
    void findsTheCommands() throws IOException {
        assertThat(commands()).hasSizeGreaterThan(5);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void takesTheCommand(String line) {
        String[] words = line.split("\\s+");
        String[] arguments = java.util.Arrays.copyOfRange(words, 1, words.length);

        assertThatCode(() -> Affidavit.commandLine().parseArgs(arguments)).doesNotThrowAnyException();
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** A Log4j configuration file: everything to standard output, levels by logger name. */
final class LogConfig {
    private LogConfig() {}

    /** Writes the file; loggers that are not named log at {@code INFO}. */
    static Path write(Path file, Map<String, String> levels) {
        String loggers = levels.entrySet().stream()
                .map(entry -> "    <Logger name=\"" + entry.getKey() + "\" level=\"" + entry.getValue() + "\"/>\n")
                .sorted()
                .collect(Collectors.joining());
        String text = """
                <Configuration status="WARN">
                  <Appenders>
                    <Console name="out">
                      <PatternLayout pattern="[%%d] %%p %%X{connector.context}%%m (%%c)%%n"/>
                    </Console>
                  </Appenders>
                  <Loggers>
                    <Root level="INFO">
                      <AppenderRef ref="out"/>
                    </Root>
                %s  </Loggers>
                </Configuration>
                """.formatted(loggers);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    static String option(Path file) {
        return "-Dlog4j2.configurationFile=" + file;
    }
}

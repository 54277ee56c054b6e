/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.stack.Runtimes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests that the guarantees name as proof. */
class NamedTestsIT {
    private static final Pattern TEST = Pattern.compile("`(\\w+IT)`");

    @Test
    void exist() throws IOException {
        // Given
        Path home = Runtimes.home();
        Set<String> named = TEST.matcher(Files.readString(home.resolve("docs/guarantees.md")))
                .results()
                .map((MatchResult match) -> match.group(1) + ".java")
                .collect(Collectors.toSet());

        // When
        Set<String> there;
        try (Stream<Path> ours = Files.walk(home.resolve("integration-tests/src/test"));
                Stream<Path> archives = Files.walk(home.resolve("connect-sink-evidence-archive/src/test"))) {
            there = Stream.concat(ours, archives)
                    .map(file -> file.getFileName().toString())
                    .collect(Collectors.toSet());
        }

        // Then
        assertThat(named).hasSizeGreaterThan(10);
        assertThat(there).containsAll(named);
    }
}

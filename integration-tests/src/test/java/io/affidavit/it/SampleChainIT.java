/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.affidavit.it.support.Pipeline;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import io.affidavit.stack.PluginDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The transform chain that the zip of the transforms shows is one that a worker takes in any source. */
@ExtendWith(StackExtension.class)
class SampleChainIT {
    @TempDir
    Path directory;

    @Test
    void chainOfTheZipFitsASource(TestStack stack) throws IOException {
        // Given
        PluginDirectory.unpack(directory, List.of(PluginDirectory.zip("transforms")));
        try (Pipeline pipeline = new Pipeline(stack, "sample").createLogTable()) {
            Map<String, String> config = pipeline.sourceConfig();
            config.keySet().removeIf(key -> key.startsWith("transforms"));
            config.putAll(chain());
            config.put("name", "sample");

            // When
            Map<String, List<String>> errors = stack.rest().validate(config);

            // Then
            assertThat(errors).isEmpty();
        }
    }

    private Map<String, String> chain() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            Path file = files.filter(path -> path.endsWith(Path.of("etc", "governance-chain.json")))
                    .findFirst()
                    .orElseThrow();
            return new ObjectMapper().readValue(file.toFile(), new TypeReference<Map<String, String>>() {});
        }
    }
}

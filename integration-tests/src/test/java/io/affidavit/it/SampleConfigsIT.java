/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import io.affidavit.stack.PluginDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The sample configs in the zips hold no key that the plugins do not know and no value that they refuse. */
@ExtendWith(StackExtension.class)
class SampleConfigsIT {
    /** What only a real installation has. */
    private static final Set<String> PLACES = Set.of("source.url", "iceberg.catalog.uri", "archive.signing.key.file");

    /** 32 bytes in Base64. */
    private static final String SECRET = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    @TempDir
    Path directory;

    @Test
    void samplesLackNothingButTheirPlaces(TestStack stack) throws IOException {
        // Given
        PluginDirectory.unpack(directory, List.of(PluginDirectory.zip("bundle")));
        Map<String, String> source = sample("postgres-litellm-source.json");
        Map<String, String> sink = sample("evidence-archive-sink.json");
        source.putAll(sample("governance-chain.json"));

        // When
        Map<String, List<String>> ofSource = stack.rest().validate(named(source, "sample-source"));
        Map<String, List<String>> ofSink = stack.rest().validate(named(sink, "sample-sink"));

        // Then
        assertThat(PLACES).containsAll(ofSource.keySet()).containsAll(ofSink.keySet());
        assertThat(ofSource).containsOnlyKeys("source.url");
    }

    private Map<String, String> sample(String name) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            Path file = files.filter(path -> path.endsWith(Path.of("etc", name)))
                    .findFirst()
                    .orElseThrow();
            return new ObjectMapper().readValue(file.toFile(), new TypeReference<HashMap<String, String>>() {});
        }
    }

    private static Map<String, String> named(Map<String, String> config, String name) {
        config.put("name", name);
        // what a config provider would fill in
        config.replaceAll((key, value) -> value.startsWith("${") ? SECRET : value);
        return config;
    }
}

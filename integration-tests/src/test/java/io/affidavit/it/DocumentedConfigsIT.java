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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every connector config that the documentation and the archives show is one that a worker takes. */
@ExtendWith(StackExtension.class)
class DocumentedConfigsIT {
    private static final Path ROOT = Path.of("..");
    private static final Pattern CONFIG = Pattern.compile("\\{[^{}]*\"connector\\.class\"(?:[^{}]|\\$\\{[^{}]*})*}");
    private static Pipeline pipeline;

    @BeforeAll
    static void prepare(TestStack stack) {
        pipeline = new Pipeline(stack, "documented").createLogTable();
    }

    @AfterAll
    static void end() {
        pipeline.close();
    }

    static List<String> configs() throws IOException {
        try (Stream<Path> pages = Stream.of(ROOT, ROOT.resolve("docs"), ROOT.resolve("packaging/etc"))
                .flatMap(DocumentedConfigsIT::files)) {
            List<String> configs = pages.flatMap(DocumentedConfigsIT::configsIn).toList();
            assertThat(configs).hasSizeGreaterThanOrEqualTo(5);
            return configs;
        }
    }

    @ParameterizedTest
    @MethodSource("configs")
    void aWorkerTakesIt(String text, TestStack stack) throws IOException {
        // Given what a reader must fill in
        Map<String, String> config = new LinkedHashMap<>(new ObjectMapper().readValue(text, new TypeReference<>() {}));
        config.put("name", "documented");
        replace(config, "source.url", pipeline.jdbcUrl());
        replace(config, "source.user", "postgres");
        replace(config, "source.password", "any");
        replace(config, "source.hash.key", pipeline.hashKey());
        replace(config, "archive.signing.key.file", pipeline.signingKey().toString());
        replace(
                config,
                "keeper.policy.file",
                ROOT.resolve("examples/policies/governance.yml").toRealPath().toString());
        replace(
                config,
                "archive.embedded.directory",
                pipeline.archiveDirectory().toString());
        config.computeIfPresent(
                "iceberg.catalog.warehouse",
                (name, shown) -> shown.startsWith("file:") ? "file:" + pipeline.archiveDirectory() : shown);

        // When
        Map<String, List<String>> errors = stack.rest().validate(config);

        // Then only a catalog that is not there may be missed
        errors.remove("iceberg.catalog.uri");
        assertThat(errors).isEmpty();
    }

    private static void replace(Map<String, String> config, String key, String value) {
        config.computeIfPresent(key, (name, shown) -> value);
    }

    private static Stream<Path> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().matches(".*\\.(md|json)")).toList().stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Stream<String> configsIn(Path page) {
        try {
            return CONFIG.matcher(Files.readString(page)).results().map(MatchResult::group).toList().stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

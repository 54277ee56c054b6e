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
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
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
    void aWorkerTakesIt(String text, TestStack stack) throws IOException, SQLException {
        // Given what a reader must fill in
        Map<String, String> config = new LinkedHashMap<>(new ObjectMapper().readValue(text, new TypeReference<>() {}));
        config.put("name", "documented");
        boolean onPostgres = config.get("connector.class").endsWith(".PostgresLogsSourceConnector");
        if (onPostgres) {
            replace(config, "source.url", pipeline.jdbcUrl());
        }
        if (String.valueOf(config.get("source.url")).startsWith("jdbc:sqlite:")) {
            config.put("source.url", tracesOfMlflow());
        }
        replace(config, "source.user", "postgres");
        replace(config, "source.password", "any");
        replace(config, "source.hash.key", pipeline.hashKey());
        replace(
                config,
                "source.location",
                Files.createDirectories(stack.directory().resolve("documented-logs"))
                        .toString());
        replace(config, "archive.signing.key.file", pipeline.signingKey().toString());
        replace(config, "keeper.policy.file", examplePolicy());
        replace(config, "transforms.policy.policy.file", examplePolicy());
        replace(config, "monitor.policy", policy("monitors.yml"));
        replace(config, "monitor.bootstrap.servers", stack.broker().bootstrapServers());
        replace(config, "webhook.url", "https://hooks.example.com/services/any");
        replace(
                config,
                "archive.embedded.directory",
                pipeline.archiveDirectory().toString());
        config.computeIfPresent(
                "iceberg.catalog.warehouse",
                (name, shown) -> shown.startsWith("file:") ? "file:" + pipeline.archiveDirectory() : shown);

        // When
        Map<String, List<String>> errors = stack.rest().validate(config);

        // Then only a catalog, or a store, that is not there may be missed
        errors.remove("iceberg.catalog.uri");
        if (!onPostgres) {
            errors.getOrDefault("source.url", List.of())
                    .forEach(error -> assertThat(error).contains("cannot be reached"));
            errors.remove("source.url");
        }
        errors.computeIfPresent(
                "source.table", (name, found) -> found.toString().contains("Cannot open the catalog") ? null : found);
        assertThat(errors).isEmpty();
    }

    /** A database file with the table that the preset reads. */
    private static String tracesOfMlflow() throws SQLException {
        String url = "jdbc:sqlite:"
                + pipeline.archiveDirectory().resolveSibling("mlflow.db").toAbsolutePath();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS trace_info (request_id VARCHAR(50) NOT NULL PRIMARY KEY, timestamp_ms BIGINT NOT NULL)");
            statement.execute("CREATE INDEX IF NOT EXISTS affidavit_traces ON trace_info (timestamp_ms, request_id)");
        }
        return url;
    }

    private static String examplePolicy() throws IOException {
        return policy("governance.yml");
    }

    private static String policy(String example) throws IOException {
        return ROOT.resolve("examples/policies").resolve(example).toRealPath().toString();
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

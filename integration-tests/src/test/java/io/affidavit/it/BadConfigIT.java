/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.affidavit.it.support.Pipeline;
import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(StackExtension.class)
class BadConfigIT {
    private static Pipeline pipeline;

    @BeforeAll
    static void prepare(TestStack stack) throws SQLException {
        pipeline = new Pipeline(stack, "badconfig").createLogTable();
        try (Connection connection = pipeline.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE unindexed (id text PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())");
            statement.execute("CREATE ROLE stranger LOGIN");
        }
    }

    @AfterAll
    static void end() {
        pipeline.close();
    }

    static Stream<Arguments> badSources() {
        return Stream.of(
                argumentSet(
                        "unreachable database", Map.of("source.url", "jdbc:postgresql://127.0.0.1:1/x"), "source.url"),
                argumentSet("no database of that name", Map.of("source.url", "@SERVER@/nothing"), "source.url"),
                argumentSet("not a JDBC address", Map.of("source.url", "postgres://127.0.0.1/x"), "source.url"),
                argumentSet("missing grant", Map.of("source.user", "stranger"), "source.table"),
                argumentSet(
                        "unindexed cursor",
                        Map.of("source.preset", "", "source.table", "unindexed", "source.cursor.column", "at"),
                        "source.cursor.column"),
                argumentSet(
                        "no such column",
                        Map.of("source.preset", "", "source.table", "unindexed", "source.cursor.column", "nope"),
                        "source.cursor.column"),
                argumentSet("no such table", Map.of("source.table", "nope"), "source.table"),
                argumentSet("short hash key", Map.of("source.hash.key", "short"), "source.hash.key"),
                argumentSet("wrong type", Map.of("source.lanes", "many"), "source.lanes"),
                argumentSet("unknown key", Map.of("source.lanez", "8"), "source.lanez"),
                argumentSet("unknown preset", Map.of("source.preset", "nope"), "source.preset"),
                argumentSet("unknown mapping", Map.of("transforms.event.mapping", "nope"), "transforms.event.mapping"),
                argumentSet(
                        "broken mapping",
                        Map.of("transforms.event.mapping", "format: 1\nid: x\nfields: [nonsense"),
                        "transforms.event.mapping"),
                argumentSet(
                        "no upper bound", Map.of("transforms.version.accept", ">=1.0"), "transforms.version.accept"));
    }

    static Stream<Arguments> badSinks() {
        return Stream.of(
                argumentSet(
                        "uncommitted reads",
                        Map.of("consumer.override.isolation.level", "read_uncommitted"),
                        "consumer.override.isolation.level"),
                argumentSet(
                        "SQLite without the promise of one host",
                        Map.of("archive.catalog.embedded.single.host", "false"),
                        "archive.catalog.embedded.single.host"),
                argumentSet(
                        "unreachable catalog",
                        Map.of(
                                "iceberg.catalog.type", "rest",
                                "iceberg.catalog.uri", "http://127.0.0.1:1",
                                "iceberg.catalog.warehouse", "file:/nowhere"),
                        "iceberg.catalog.uri"),
                argumentSet(
                        "no signing key",
                        Map.of("archive.signing.key.file", "/nowhere/key.pem"),
                        "archive.signing.key.file"),
                argumentSet("bad table name", Map.of("archive.table", "events"), "archive.table"),
                argumentSet("wrong type", Map.of("archive.commit.interval.ms", "soon"), "archive.commit.interval.ms"),
                argumentSet("unknown key", Map.of("archive.tabel", "a.b"), "archive.tabel"));
    }

    @ParameterizedTest
    @MethodSource("badSources")
    void sourceFaultIsNamedAtItsKey(Map<String, String> change, String key, TestStack stack) {
        // When
        Map<String, List<String>> errors = stack.rest().validate(changed(pipeline.sourceConfig(), change, "a-source"));

        // Then
        assertThat(errors).containsKey(key);
        assertThat(errors.get(key)).allSatisfy(error -> assertThat(error).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("badSinks")
    void sinkFaultIsNamedAtItsKey(Map<String, String> change, String key, TestStack stack) {
        // When
        Map<String, List<String>> errors = stack.rest().validate(changed(pipeline.sinkConfig(), change, "a-sink"));

        // Then
        assertThat(errors).containsKey(key);
        assertThat(errors.get(key)).allSatisfy(error -> assertThat(error).isNotBlank());
    }

    @Test
    void goodConfigsHaveNoErrors(TestStack stack) {
        assertThat(stack.rest().validate(changed(pipeline.sourceConfig(), Map.of(), "a-source")))
                .isEmpty();
        assertThat(stack.rest().validate(changed(pipeline.sinkConfig(), Map.of(), "a-sink")))
                .isEmpty();
    }

    private static Map<String, String> changed(Map<String, String> good, Map<String, String> change, String name) {
        Map<String, String> config = new LinkedHashMap<>(good);
        config.put("name", name);
        config.putAll(change);
        String server = pipeline.jdbcUrl().substring(0, pipeline.jdbcUrl().lastIndexOf('/'));
        config.replaceAll((key, value) -> value.replace("@SERVER@", server));
        return config;
    }
}

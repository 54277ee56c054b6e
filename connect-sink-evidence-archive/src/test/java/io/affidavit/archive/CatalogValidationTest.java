/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Catalogs that would lose rows, or tell secrets, are refused before a task starts. */
class CatalogValidationTest {

    private static final String CANARY = "secret-canary-4711";

    @TempDir
    Path directory;

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.argumentSet(
                        "a Hadoop catalog on S3",
                        Map.of("type", "hadoop", "warehouse", "s3://bucket/archive"),
                        "iceberg.catalog.warehouse",
                        "renaming"),
                Arguments.argumentSet(
                        "a Hadoop catalog on S3, named by its class",
                        Map.of(
                                "catalog-impl",
                                "org.apache.iceberg.hadoop.HadoopCatalog",
                                "warehouse",
                                "s3a://bucket/archive"),
                        "iceberg.catalog.warehouse",
                        "renaming"),
                Arguments.argumentSet(
                        "a Hadoop catalog without a scheme, which may lead anywhere",
                        Map.of("type", "HADOOP", "warehouse", "/archive"),
                        "iceberg.catalog.warehouse",
                        "file:"),
                Arguments.argumentSet(
                        "a password among the parameters of an address",
                        Map.of(
                                "type",
                                "jdbc",
                                "uri",
                                "jdbc:postgresql://db/iceberg?user=a&password=" + CANARY,
                                "warehouse",
                                "s3://bucket"),
                        "iceberg.catalog.uri",
                        "iceberg.catalog.jdbc.password"),
                Arguments.argumentSet(
                        "a password before the host of an address",
                        Map.of("type", "rest", "uri", "https://user:" + CANARY + "@host/", "warehouse", "w"),
                        "iceberg.catalog.uri",
                        "holds a password"),
                Arguments.argumentSet(
                        "a password in another address",
                        Map.of(
                                "type",
                                "rest",
                                "uri",
                                "https://host/",
                                "oauth2-server-uri",
                                "https://user:" + CANARY + "@host/",
                                "warehouse",
                                "w"),
                        "iceberg.catalog.oauth2-server-uri",
                        "holds a password"),
                Arguments.argumentSet(
                        "a catalog whose jar is not there",
                        Map.of("type", "glue", "warehouse", "s3://bucket", "client.region", "eu-central-1"),
                        "iceberg.catalog.uri",
                        "glue"),
                Arguments.argumentSet(
                        "a database that is not there",
                        Map.of(
                                "type",
                                "jdbc",
                                "uri",
                                "jdbc:postgresql://127.0.0.1:1/iceberg",
                                "jdbc.password",
                                CANARY,
                                "warehouse",
                                "s3://bucket"),
                        "iceberg.catalog.uri",
                        "SQL state 08001"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWithAdviceAtTheKey(Map<String, String> catalog, String key, String advice) {
        Map<String, String> config = config();
        catalog.forEach((name, value) -> config.put("iceberg.catalog." + name, value));

        Map<String, List<String>> errors = errors(config);

        assertThat(errors).containsOnlyKeys(key);
        assertThat(errors.get(key).toString()).contains(advice).doesNotContain(CANARY);
    }

    @Test
    void asksForTheWordThatALocalPathIsEnough() {
        Map<String, String> config = config();
        config.put("archive.catalog.embedded.single.host", "false");
        config.put("iceberg.catalog.type", "hadoop");
        config.put("iceberg.catalog.warehouse", "file:" + directory);

        assertThat(errors(config)).containsOnlyKeys("archive.catalog.embedded.single.host");
    }

    @Test
    void toleratesAProbeThatMayNotBeDeleted() throws Exception {
        // Given a store that takes the probe and keeps it
        Map<String, String> config = config();
        Path warehouse = Files.createDirectory(directory.resolve("warehouse"));
        config.put("iceberg.catalog.type", "hadoop");
        config.put("iceberg.catalog.warehouse", "file:" + warehouse);
        config.put("iceberg.catalog.io-impl", KeepingFileIO.class.getName());

        assertThat(errors(config)).isEmpty();
        assertThat(warehouse.resolve(".affidavit-probe")).exists();
        assertThat(errors(config)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "iceberg.catalog.jdbc.password",
                "iceberg.catalog.credential",
                "iceberg.catalog.token",
                "iceberg.catalog.s3.secret-access-key",
                "iceberg.catalog.s3.session-token"
            })
    void masksTheSecretsOfCatalogs(String key) {
        EvidenceArchiveSinkConnector connector = new EvidenceArchiveSinkConnector();
        Map<String, String> config = config();
        config.put(key, CANARY);

        assertThat(connector.config().configKeys().get(key).type).isEqualTo(ConfigDef.Type.PASSWORD);
        assertThat(new EvidenceArchiveSinkConfig(config).values().toString()).doesNotContain(CANARY);
    }

    private Map<String, String> config() {
        return new HashMap<>(ArchiveHarness.config(directory, Map.of()));
    }

    private static Map<String, List<String>> errors(Map<String, String> config) {
        return new EvidenceArchiveSinkConnector()
                .validate(config).configValues().stream()
                        .filter(value -> !value.errorMessages().isEmpty())
                        .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.archive.table.ArchiveColumns;
import io.affidavit.catalog.Catalogs;
import io.affidavit.core.plugin.AffidavitVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Unsafe or incomplete configurations are refused before a task starts, at the key that mends them. */
class EvidenceArchiveSinkConnectorTest {

    @TempDir
    Path directory;

    @Test
    void acceptsAMinimalConfiguration() {
        assertThat(errors(Map.of())).isEmpty();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.argumentSet(
                        "uncommitted reads",
                        Map.of("consumer.override.isolation.level", "read_uncommitted"),
                        "consumer.override.isolation.level",
                        "archive.allow.uncommitted"),
                Arguments.argumentSet(
                        "isolation level left to the worker",
                        Map.of("consumer.override.isolation.level", ""),
                        "consumer.override.isolation.level",
                        "read_committed"),
                Arguments.argumentSet(
                        "reading from the end",
                        Map.of("consumer.override.auto.offset.reset", "latest"),
                        "consumer.override.auto.offset.reset",
                        "earliest"),
                Arguments.argumentSet(
                        "SQLite catalog without the promise of one host",
                        Map.of("archive.catalog.embedded.single.host", "false"),
                        "archive.catalog.embedded.single.host",
                        "one host"),
                Arguments.argumentSet(
                        "SQLite catalog of the user's own without the promise of one host",
                        Map.of(
                                "archive.catalog.embedded.single.host",
                                "false",
                                "iceberg.catalog.type",
                                "jdbc",
                                "iceberg.catalog.uri",
                                "jdbc:sqlite:/tmp/x.db",
                                "iceberg.catalog.warehouse",
                                "/tmp/x"),
                        "archive.catalog.embedded.single.host",
                        "one host"),
                Arguments.argumentSet(
                        "no signing key", Map.of("archive.signing.key", ""), "archive.signing.key", "keys generate"),
                Arguments.argumentSet(
                        "a signing key that is none",
                        Map.of("archive.signing.key", "secret-canary-4711"),
                        "archive.signing.key",
                        "keys generate"),
                Arguments.argumentSet(
                        "a misspelt key",
                        Map.of("archive.commit.intervall.ms", "1"),
                        "archive.commit.intervall.ms",
                        "archive.commit.interval.ms"),
                Arguments.argumentSet(
                        "a table without namespace", Map.of("archive.table", "events"), "archive.table", "namespace"),
                Arguments.argumentSet(
                        "a template with two values in one part",
                        Map.of("archive.table", "ai.${tenant_id}_${topic}", "archive.quarantine.table", "ai.refused"),
                        "archive.table",
                        "only one placeholder"),
                Arguments.argumentSet(
                        "a placeholder of a kind there is not",
                        Map.of("archive.table", "ai.${cookie:x}", "archive.quarantine.table", "ai.refused"),
                        "archive.table",
                        "${header:NAME}"),
                Arguments.argumentSet(
                        "a template without a table for the book",
                        Map.of("archive.table", "ai.${topic}"),
                        "archive.quarantine.table",
                        "template"),
                Arguments.argumentSet(
                        "one table for events and quarantine",
                        Map.of("archive.table", "ai.events", "archive.quarantine.table", "ai.events"),
                        "archive.quarantine.table",
                        "share"),
                Arguments.argumentSet(
                        "a table that does not exist and may not be created",
                        Map.of("archive.table.auto.create", "false"),
                        "archive.table",
                        "archive.table.auto.create"),
                Arguments.argumentSet(
                        "no tables at all", Map.of("archive.tables.max", "0"), "archive.tables.max", "from 1"),
                Arguments.argumentSet(
                        "a retention class that is a path",
                        Map.of("archive.retention.default.class", "../etc"),
                        "archive.retention.default.class",
                        "letters"),
                Arguments.argumentSet(
                        "a table of the records' columns that may not grow",
                        Map.of("archive.schema", "record", "archive.schema.evolution", "none"),
                        "archive.schema.evolution",
                        "add"),
                Arguments.argumentSet(
                        "dead letters without a topic",
                        Map.of("archive.bad.records", "dead-letter", "errors.tolerance", "all"),
                        "errors.deadletterqueue.topic.name",
                        "archive.bad.records"),
                Arguments.argumentSet(
                        "dead letters where the first error is fatal",
                        Map.of("archive.bad.records", "dead-letter", "errors.deadletterqueue.topic.name", "dead"),
                        "errors.tolerance",
                        "all"),
                Arguments.argumentSet(
                        "orphans swept while their batch may still be tried",
                        Map.of("archive.orphans.after", "10m", "archive.commit.max.outage", "10m"),
                        "archive.orphans.after",
                        "archive.commit.max.outage"),
                Arguments.argumentSet(
                        "at most fewer snapshots than at least",
                        Map.of("archive.snapshot.retention.count", "100", "archive.snapshot.retention.max.count", "99"),
                        "archive.snapshot.retention.max.count",
                        "at least 100"),
                Arguments.argumentSet(
                        "a tombstone policy that is none",
                        Map.of("archive.tombstones", "ignore"),
                        "archive.tombstones",
                        "count"),
                Arguments.argumentSet(
                        "a gap consumer without brokers",
                        Map.of("archive.gaps.consumer.security.protocol", "SSL"),
                        "archive.gaps.consumer.security.protocol",
                        "archive.gaps.bootstrap.servers"),
                Arguments.argumentSet(
                        "a gap consumer with a protocol that is none",
                        Map.of(
                                "archive.gaps.bootstrap.servers",
                                "127.0.0.1:1",
                                "archive.gaps.consumer.security.protocol",
                                "TELNET"),
                        "archive.gaps.consumer.security.protocol",
                        "TELNET"),
                Arguments.argumentSet(
                        "a catalog nobody answers for",
                        Map.of(
                                "iceberg.catalog.type",
                                "rest",
                                "iceberg.catalog.uri",
                                "http://127.0.0.1:1/none",
                                "iceberg.catalog.warehouse",
                                "w"),
                        "iceberg.catalog.uri",
                        "Cannot open the catalog"),
                Arguments.argumentSet(
                        "content at no address",
                        Map.of("archive.content.location", "content"),
                        "archive.content.location",
                        "absolute path"),
                Arguments.argumentSet(
                        "content at an address with a password",
                        Map.of("archive.content.location", "s3://user:canary@bucket/content"),
                        "archive.content.location",
                        "without credentials"),
                Arguments.argumentSet(
                        "content at an address that nobody knows",
                        Map.of("archive.content.location", "ftp://host/content"),
                        "archive.content.location",
                        "Cannot read from"),
                Arguments.argumentSet(
                        "lost content that is passed over",
                        Map.of("archive.content.lost", "ignore"),
                        "archive.content.lost",
                        "fail, quarantine"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWithAdviceAtTheKey(Map<String, String> overrides, String key, String advice) {
        Map<String, List<String>> errors = errors(overrides);
        assertThat(errors).containsOnlyKeys(key);
        assertThat(errors.get(key).toString()).contains(advice).doesNotContain("secret-canary");
    }

    @Test
    void refusesATableOfAnotherPartitioning() {
        Catalog catalog = Catalogs.open(ArchiveHarness.config(directory, Map.of()));
        ((SupportsNamespaces) catalog).createNamespace(Namespace.of("evidence"));
        catalog.createTable(
                TableIdentifier.of("evidence", "events"), ArchiveColumns.ofContract(), PartitionSpec.unpartitioned());
        Catalogs.close(catalog);

        assertThat(errors(Map.of())).containsOnlyKeys("archive.table");
    }

    @Test
    void acceptsATemplateWithATableForTheBook() {
        assertThat(errors(Map.of(
                        "archive.table", "ai.${who.tenant}.${header:region}", "archive.quarantine.table", "ai.q")))
                .isEmpty();
    }

    @Test
    void refusesTablesThatHaveAnotherRole() {
        ArchiveHarness.start(directory, Tenants.config(Map.of())).close();
        assertThat(errors(Map.of("archive.table", "ai.events", "archive.quarantine.table", Tenants.BOOK)))
                .containsOnlyKeys("archive.quarantine.table");
        assertThat(errors(Map.of("archive.table", Tenants.BOOK))).containsOnlyKeys("archive.table");

        ArchiveHarness single = ArchiveHarness.start(directory);
        single.put(Events.poison(0));
        single.commit();
        single.close();
        assertThat(errors(Map.of(
                        "archive.table", "ai.${topic}", "archive.quarantine.table", "evidence.events_quarantine")))
                .containsOnlyKeys("archive.quarantine.table");
    }

    @Test
    void refusesAWarehouseThatCannotBeWritten() throws Exception {
        Files.writeString(directory.resolve("warehouse"), "a file where a directory belongs");

        assertThat(errors(Map.of())).containsOnlyKeys("archive.embedded.directory");
    }

    @Test
    void validationLeavesNothingBehind() throws Exception {
        assertThat(errors(Map.of())).isEmpty();
        try (Stream<Path> files = Files.walk(directory.resolve("warehouse"))) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void showsFieldLevelHelpForEveryKey() {
        assertThat(new EvidenceArchiveSinkConnector().config().configKeys().values())
                .hasSizeGreaterThan(20)
                .allSatisfy(key -> {
                    assertThat(key.group).isNotBlank();
                    assertThat(key.displayName).isNotBlank().isNotEqualTo(key.name);
                    assertThat(key.documentation).endsWith(".");
                });
    }

    @Test
    void acceptsDeadLettersAndAGapConsumerWithItsSecrets() {
        Map<String, String> config = Map.of(
                "archive.bad.records", "dead-letter",
                "errors.tolerance", "all",
                "errors.deadletterqueue.topic.name", "dead",
                "archive.gaps.bootstrap.servers", "127.0.0.1:1",
                "archive.gaps.consumer.security.protocol", "SASL_SSL",
                "archive.gaps.consumer.sasl.jaas.config", "secret-canary-4711");

        assertThat(errors(config)).isEmpty();
        assertThat(new EvidenceArchiveSinkConnector().config().configKeys())
                .hasEntrySatisfying(
                        "archive.gaps.consumer.sasl.jaas.config",
                        key -> assertThat(key.type).isEqualTo(ConfigDef.Type.PASSWORD));
    }

    @Test
    void numbersItsTasks() {
        EvidenceArchiveSinkConnector connector = new EvidenceArchiveSinkConnector();
        connector.start(ArchiveHarness.config(directory, Map.of()));
        assertThat(connector.taskConfigs(3))
                .extracting(config -> new EvidenceArchiveSinkConfig(config).task())
                .containsExactly(0, 1, 2);
        assertThat(connector.version()).isEqualTo(AffidavitVersion.current());
    }

    private Map<String, List<String>> errors(Map<String, String> overrides) {
        Map<String, String> config = new HashMap<>(ArchiveHarness.config(directory, overrides));
        config.values().removeIf(String::isEmpty);
        return new EvidenceArchiveSinkConnector()
                .validate(config).configValues().stream()
                        .filter(value -> !value.errorMessages().isEmpty())
                        .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }
}

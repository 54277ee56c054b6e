/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.affidavit.it.support.StackExtension;
import io.affidavit.it.support.TestStack;
import io.affidavit.stack.ConnectVersion;
import io.affidavit.stack.ConnectWorkerProcess;
import io.affidavit.stack.PluginDirectory;
import io.affidavit.stack.PluginPathTool;
import io.affidavit.stack.PluginPathTool.Listing;
import io.affidavit.stack.rest.Plugin;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(StackExtension.class)
class EveryPluginLoadsIT {
    private static final String VERSION = System.getProperty("project.version");
    private static final List<Plugin> OURS = List.of(
            new Plugin("io.affidavit.source.PostgresLogsSourceConnector", "source", VERSION),
            new Plugin("io.affidavit.source.JdbcLogsSourceConnector", "source", VERSION),
            new Plugin("io.affidavit.source.OpenSearchLogsSourceConnector", "source", VERSION),
            new Plugin("io.affidavit.source.ClickHouseLogsSourceConnector", "source", VERSION),
            new Plugin("io.affidavit.lake.ObjectStoreLogsSourceConnector", "source", VERSION),
            new Plugin("io.affidavit.lake.IcebergLogsSourceConnector", "source", VERSION),
            new Plugin("io.affidavit.archive.EvidenceArchiveSinkConnector", "sink", VERSION),
            new Plugin("io.affidavit.archive.EvidenceKeeperConnector", "source", VERSION),
            new Plugin("io.affidavit.archive.EvidenceReplaySourceConnector", "source", VERSION),
            new Plugin("io.affidavit.archive.OffloadContent", "transformation", VERSION),
            new Plugin("io.affidavit.monitor.GovernanceMonitorSinkConnector", "sink", VERSION),
            new Plugin("io.affidavit.monitor.PolicyGateSinkConnector", "sink", VERSION),
            new Plugin("io.affidavit.monitor.IncidentWebhookSinkConnector", "sink", VERSION),
            new Plugin("io.affidavit.smt.ToGovernanceEvent", "transformation", VERSION),
            new Plugin("io.affidavit.smt.MaskFields", "transformation", VERSION),
            new Plugin("io.affidavit.smt.ClassifyFields", "transformation", VERSION),
            new Plugin("io.affidavit.smt.Reveal", "transformation", VERSION),
            new Plugin("io.affidavit.smt.EnforceSchemaVersion", "transformation", VERSION),
            new Plugin("io.affidavit.smt.EnforcePolicy", "transformation", VERSION),
            new Plugin("io.affidavit.smt.RouteByTag", "transformation", VERSION),
            new Plugin("io.affidavit.smt.GovernedJsonConverter", "converter", VERSION),
            new Plugin("io.affidavit.smt.HasSensitivity", "predicate", VERSION),
            new Plugin("io.affidavit.smt.HasCategory", "predicate", VERSION),
            new Plugin("io.affidavit.smt.HasVerdict", "predicate", VERSION),
            new Plugin("io.affidavit.smt.UnderLegalHold", "predicate", VERSION));

    @TempDir
    Path directory;

    @Test
    void sharedWorkerShowsEveryPluginWithItsVersion(TestStack stack) {
        assertThat(ours(stack.rest().plugins(false))).containsExactlyInAnyOrderElementsOf(OURS);
    }

    @ParameterizedTest
    @EnumSource
    void bundleLoadsInEveryWorkerVersion(ConnectVersion version, TestStack stack) {
        // Given
        Path plugins = PluginDirectory.unpack(directory.resolve("plugins"), List.of(PluginDirectory.zip("bundle")));

        // When
        List<Plugin> found = pluginsOf(version, plugins, stack);

        // Then
        assertThat(ours(found)).containsExactlyInAnyOrderElementsOf(OURS);
    }

    @Test
    void moduleZipsLoadInTheOldestWorker(TestStack stack) {
        assertThat(ours(pluginsOf(ConnectVersion.V4_1_0, TestStack.modules(directory), stack)))
                .containsExactlyInAnyOrderElementsOf(OURS);
    }

    @Test
    void toolFindsEveryPluginLoadableAndNamedInAManifest() {
        // When
        List<Listing> listings = PluginPathTool.list(TestStack.modules(directory), directory);

        // Then
        assertThat(listings).hasSameSizeAs(OURS).allMatch(Listing::loadable).allMatch(Listing::manifest);
        assertThat(listings).extracting(Listing::version).containsOnly(VERSION);
        assertThat(listings)
                .extracting(Listing::className)
                .containsExactlyInAnyOrderElementsOf(
                        OURS.stream().map(Plugin::className).toList());
    }

    @Test
    void bundleBesideModuleZipsShowsAsDuplicates() {
        // Given
        Path plugins = TestStack.modules(directory);
        PluginDirectory.unpack(plugins, List.of(PluginDirectory.zip("bundle")));

        // When
        List<Listing> listings = PluginPathTool.list(plugins, directory);

        // Then
        assertThat(OURS)
                .allSatisfy(plugin -> assertThat(listings)
                        .filteredOn(listing -> listing.className().equals(plugin.className()))
                        .extracting(Listing::location)
                        .doesNotHaveDuplicates()
                        .hasSize(2));
    }

    private List<Plugin> pluginsOf(ConnectVersion version, Path plugins, TestStack stack) {
        try (ConnectWorkerProcess worker = ConnectWorkerProcess.on(
                        stack.broker().bootstrapServers(), plugins, directory.resolve("worker"))
                .version(version)
                .group("plugins-" + directory.getFileName())
                .heapMegabytes(384)
                .build()) {
            worker.start();
            return worker.rest().plugins(false);
        }
    }

    private static List<Plugin> ours(List<Plugin> plugins) {
        return plugins.stream()
                .filter(plugin -> plugin.className().startsWith("io.affidavit."))
                .toList();
    }
}

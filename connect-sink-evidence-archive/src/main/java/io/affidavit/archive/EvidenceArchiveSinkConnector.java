/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import io.affidavit.archive.commit.Attestor;
import io.affidavit.archive.commit.Backoff;
import io.affidavit.archive.commit.TableCommitter;
import io.affidavit.archive.config.ArchiveKeys;
import io.affidavit.archive.config.ArchiveValidation;
import io.affidavit.archive.config.CommitKeys;
import io.affidavit.archive.flow.OffsetAlteration;
import io.affidavit.archive.table.ArchiveTables;
import io.affidavit.catalog.Catalogs;
import io.affidavit.core.plugin.AffidavitVersion;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkConnector;

/**
 * Archives governed records in Iceberg tables, partitioned by retention class, custody and day, exactly once, with a signed
 * statement for every commit. Source offsets live in the table itself: there is no control topic and no coordinator.
 */
public final class EvidenceArchiveSinkConnector extends SinkConnector {

    private Map<String, String> properties = Map.of();

    /** Connect creates it by name. */
    public EvidenceArchiveSinkConnector() {}

    @Override
    public String version() {
        return AffidavitVersion.current();
    }

    @Override
    public ConfigDef config() {
        return ArchiveKeys.ALL.toConfigDef();
    }

    @Override
    public Config validate(Map<String, String> configured) {
        Config config = super.validate(configured);
        return ArchiveValidation.of(configured, config.configValues());
    }

    @Override
    public void start(Map<String, String> configured) {
        this.properties = Map.copyOf(configured);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return EvidenceArchiveSinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return IntStream.range(0, maxTasks)
                .mapToObj(task -> {
                    Map<String, String> config = new HashMap<>(properties);
                    config.put(EvidenceArchiveSinkConfig.TASK, Integer.toString(task));
                    config.put(EvidenceArchiveSinkConfig.TASKS, Integer.toString(maxTasks));
                    return config;
                })
                .toList();
    }

    /**
     * Moves the table's own watermarks, because tasks begin where those stand.
     *
     * @throws ConnectException when the table could not follow; offsets stay as they were
     */
    @Override
    public boolean alterOffsets(Map<String, String> configured, Map<TopicPartition, Long> offsets) {
        EvidenceArchiveSinkConfig config = new EvidenceArchiveSinkConfig(configured);
        try {
            Catalog catalog = Catalogs.open(configured);
            try {
                new ArchiveTables(catalog)
                        .find(config.book())
                        .ifPresent(table -> alteration(config, table).apply(offsets));
            } finally {
                Catalogs.close(catalog);
            }
            return true;
        } catch (ConnectException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ConnectException("Cannot move offsets: the archive did not answer ("
                    + e.getClass().getSimpleName() + "). Check the catalog and the store, and try again");
        }
    }

    private static OffsetAlteration alteration(EvidenceArchiveSinkConfig config, Table table) {
        String lineage = config.getString(CommitKeys.LINEAGE);
        Attestor attestor = new Attestor(config.signingKey(), config.connector(), 0, lineage, Clock.systemUTC());
        Backoff backoff = Backoff.within(config.duration(CommitKeys.TIMEOUT));
        return new OffsetAlteration(table, new TableCommitter(table, attestor, backoff), lineage);
    }

    @Override
    public void stop() {
        // Nothing runs in the connector itself.
    }
}

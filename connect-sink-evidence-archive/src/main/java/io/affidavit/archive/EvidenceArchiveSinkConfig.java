/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive;

import io.affidavit.archive.commit.SnapshotRetention;
import io.affidavit.archive.config.ArchiveKeys;
import io.affidavit.archive.config.CommitKeys;
import io.affidavit.archive.config.CompletenessFaults;
import io.affidavit.archive.config.CompletenessKeys;
import io.affidavit.archive.config.ContentKeys;
import io.affidavit.archive.config.EvidenceKeys;
import io.affidavit.archive.config.FileKeys;
import io.affidavit.archive.config.MemoryKeys;
import io.affidavit.archive.config.RetentionKeys;
import io.affidavit.archive.config.SigningKeys;
import io.affidavit.archive.config.TableKeys;
import io.affidavit.archive.content.ContentArea;
import io.affidavit.archive.content.Homecoming;
import io.affidavit.archive.convert.EventTimes;
import io.affidavit.archive.convert.RecordConverter;
import io.affidavit.archive.convert.RecordTags;
import io.affidavit.archive.convert.RowSalts;
import io.affidavit.archive.flow.CommitTrigger;
import io.affidavit.archive.flow.Routing;
import io.affidavit.archive.gaps.GapExplainer;
import io.affidavit.archive.gaps.ScanBudget;
import io.affidavit.archive.gaps.ScanConsumer;
import io.affidavit.archive.gaps.TopicScan;
import io.affidavit.archive.route.TableTemplate;
import io.affidavit.archive.table.ArchiveColumns;
import io.affidavit.archive.write.Workspace;
import io.affidavit.core.config.Durations;
import io.affidavit.core.key.SigningKey;
import io.affidavit.core.metrics.Meter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Typed view of the configuration of {@link EvidenceArchiveSinkConnector}. */
public final class EvidenceArchiveSinkConfig extends AbstractConfig {

    /** Set by the connector for each of its tasks. */
    static final String TASK = "archive.internal.task";

    static final String TASKS = "archive.internal.tasks";

    private static final Logger LOG = LoggerFactory.getLogger(EvidenceArchiveSinkConfig.class);

    private final Map<String, String> properties;

    public EvidenceArchiveSinkConfig(Map<String, String> properties) {
        super(ArchiveKeys.ALL.toConfigDef(), properties);
        this.properties = Map.copyOf(properties);
    }

    /** The configuration as given, for {@link io.affidavit.catalog.Catalogs#open}. */
    public Map<String, String> properties() {
        return properties;
    }

    public String connector() {
        return properties.getOrDefault("name", "archive");
    }

    public int task() {
        return internal(TASK, 0);
    }

    /** How many tasks the connector has. */
    public int tasks() {
        return internal(TASKS, task() + 1);
    }

    private int internal(String key, int otherwise) {
        String value = properties.get(key);
        return value == null ? otherwise : Integer.parseInt(value);
    }

    public TableTemplate table() {
        return TableTemplate.parse(getString(TableKeys.TABLE));
    }

    public boolean createsTables() {
        return getBoolean(TableKeys.AUTO_CREATE);
    }

    public boolean failsOnUnknownTable() {
        return getString(TableKeys.UNKNOWN_TABLE).equals(TableKeys.UNKNOWN_FAIL);
    }

    public TableIdentifier quarantineTable() {
        String name = getString(TableKeys.QUARANTINE_TABLE);
        return TableIdentifier.parse(name == null ? getString(TableKeys.TABLE) + "_quarantine" : name);
    }

    /** The table whose watermarks say where reading begins. */
    public TableIdentifier book() {
        return table().isFixed() ? TableIdentifier.parse(table().toString()) : quarantineTable();
    }

    public boolean keepsQuarantinedPayload() {
        return getString(TableKeys.QUARANTINE_PAYLOAD).equals(TableKeys.PAYLOAD_FULL);
    }

    public boolean usesContract() {
        return getString(TableKeys.SCHEMA).equals(TableKeys.SCHEMA_CONTRACT);
    }

    public boolean evolves() {
        return getString(TableKeys.EVOLUTION).equals(TableKeys.EVOLUTION_ADD);
    }

    /**
     * Whether bad records go to the dead-letter topic.
     *
     * @throws ConfigException when there is none
     */
    public boolean sendsDeadLetters() {
        CompletenessFaults.of(properties).forEach((key, fault) -> {
            throw new ConfigException("Cannot archive: " + key + ": " + fault);
        });
        return getString(CompletenessKeys.BAD_RECORDS).equals(CompletenessKeys.BAD_TO_DEAD_LETTERS);
    }

    /** @throws ConfigException when no consumer can be made of the keys */
    @SuppressWarnings("UnusedException") // its message may quote a secret
    public GapExplainer gapExplainer() {
        if (getString(CompletenessKeys.GAPS_SERVERS) == null) {
            return GapExplainer.NONE;
        }
        try {
            return TopicScan.open(
                    ScanConsumer.properties(properties),
                    new ScanBudget(duration(CompletenessKeys.GAPS_TIMEOUT), getLong(CompletenessKeys.GAPS_BYTES)));
        } catch (KafkaException e) {
            throw new ConfigException("Cannot explain gaps: no consumer can be made of " + ScanConsumer.SERVERS
                    + " and " + ScanConsumer.PREFIX + "*. Correct them, or remove them to leave gaps unexplained.");
        }
    }

    /** The default retention class, null when untagged records are quarantined. */
    public String defaultClass() {
        return getString(RetentionKeys.UNTAGGED).equals(RetentionKeys.UNTAGGED_DEFAULT)
                ? getString(RetentionKeys.DEFAULT_CLASS)
                : null;
    }

    /** Puts texts back that were too large for the topic. */
    public Homecoming homecoming(Clock clock) {
        return new Homecoming(
                Optional.ofNullable(getString(ContentKeys.LOCATION))
                        .map(location -> ContentArea.open(properties, location, clock)),
                getInt(ContentKeys.MAX_BYTES),
                getString(ContentKeys.LOST).equals(ContentKeys.LOST_FAIL));
    }

    /** A key whose value is a duration as text. */
    public Duration duration(String key) {
        return Durations.parse(getString(key));
    }

    public Duration commitInterval() {
        return Duration.ofMillis(getLong(CommitKeys.INTERVAL));
    }

    /** The columns that a new events table gets. */
    Schema columns() {
        return usesContract() ? ArchiveColumns.ofContract() : ArchiveColumns.around(List.of());
    }

    /** How tables are found where {@link #table} is a template. */
    Routing routing() {
        return new Routing(
                table(),
                quarantineTable(),
                columns(),
                createsTables(),
                failsOnUnknownTable(),
                getInt(TableKeys.MAX_TABLES));
    }

    /** How rows are made of records. */
    RecordConverter.Settings conversion(Clock clock) {
        return new RecordConverter.Settings(
                new RecordTags(defaultClass()),
                new EventTimes(
                        getString(RetentionKeys.EVENT_TIME_FIELD),
                        duration(RetentionKeys.MAX_LATENESS),
                        duration(RetentionKeys.MAX_SKEW),
                        clock),
                evolves(),
                evolves() && !usesContract(),
                getInt(TableKeys.MAX_COLUMNS),
                getBoolean(TableKeys.NULL_DEFAULTS),
                getBoolean(EvidenceKeys.ROW_SALT) ? Optional.of(new RowSalts(new SecureRandom())) : Optional.empty());
    }

    CommitTrigger commitTrigger(Clock clock) {
        return new CommitTrigger(
                commitInterval(),
                connector(),
                (double) task() / tasks(),
                getLong(CommitKeys.RECORDS),
                getLong(CommitKeys.BYTES),
                clock);
    }

    SnapshotRetention snapshotRetention(Clock clock) {
        return new SnapshotRetention(
                duration(FileKeys.SNAPSHOTS_KEEP),
                getInt(FileKeys.SNAPSHOTS_MIN),
                getInt(FileKeys.SNAPSHOTS_MAX),
                clock);
    }

    /** What the writers of the task share; a budget that cannot fit into this worker's heap is logged. */
    public Workspace workspace(Meter spilled) {
        long memory = getLong(MemoryKeys.BYTES);
        long heap = Runtime.getRuntime().maxMemory();
        if (memory > heap / 5 * 4) {
            LOG.warn(
                    "{} of {} bytes is more than four fifths of this worker's heap of {} bytes. Lower it, or give the"
                            + " worker more heap: the tasks of all its connectors share it",
                    MemoryKeys.BYTES,
                    memory,
                    heap);
        }
        String directory = getString(MemoryKeys.SPILL_DIRECTORY);
        return new Workspace(
                memory,
                Path.of(directory == null ? System.getProperty("java.io.tmpdir") : directory),
                getLong(MemoryKeys.SPILL_BYTES),
                spilled);
    }

    /** @throws ConfigException when there is no usable key; the message holds nothing of it */
    public SigningKey signingKey() {
        return SigningKeys.of(this);
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source;

import io.affidavit.core.config.UnknownKeys;
import io.affidavit.core.plugin.AffidavitVersion;
import io.affidavit.source.engine.LaneAssignment;
import io.affidavit.source.postgres.Fault;
import io.affidavit.source.postgres.PgEndpoint;
import io.affidavit.source.postgres.PostgresProbe;
import io.affidavit.source.postgres.PostgresRowStore;
import io.affidavit.source.postgres.StoreMeters;
import io.affidavit.source.run.OffsetAlteration;
import io.affidavit.source.settings.PostgresKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.ConnectorTransactionBoundaries;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forwards the rows of a PostgreSQL log table to a topic, oldest first and then as they appear, each exactly once where
 * the worker supports it. Reads only: no slot, no trigger, no change to the database.
 */
public final class PostgresLogsSourceConnector extends SourceConnector {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresLogsSourceConnector.class);
    private static final String VALIDATION = "affidavit-validation";

    private Map<String, String> props = Map.of();

    @Override
    public String version() {
        return AffidavitVersion.current();
    }

    @Override
    public ConfigDef config() {
        return PostgresKeys.ALL.toConfigDef();
    }

    @Override
    public Class<? extends Task> taskClass() {
        return PostgresLogsSourceTask.class;
    }

    @Override
    public void start(Map<String, String> properties) {
        props = Map.copyOf(properties);
    }

    @Override
    public void stop() {
        props = Map.of();
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        int lanes = new PostgresLogsSourceConfig(props).lanes();
        List<Map<String, String>> configs = new ArrayList<>();
        for (List<Integer> own : LaneAssignment.assign(lanes, Math.min(maxTasks, lanes))) {
            Map<String, String> config = new HashMap<>(props);
            config.put(
                    PostgresKeys.TASK_LANES, own.stream().map(String::valueOf).collect(Collectors.joining(",")));
            configs.add(config);
        }
        return configs;
    }

    /** Checks the keys, then connects and holds them against the database. */
    @Override
    public Config validate(Map<String, String> configured) {
        Map<String, ConfigValue> values = new LinkedHashMap<>();
        config().validateAll(configured).forEach(values::put);
        UnknownKeys.check(configured, PostgresKeys.ALL, values, List.of("source.", "record."), List.of());
        if (isSound(values)) {
            PostgresLogsSourceConfig config = new PostgresLogsSourceConfig(configured);
            checkTogether(config, configured, values);
            if (isSound(values)) {
                for (Fault fault : PostgresProbe.faults(
                        config.endpoint(VALIDATION), config.tableSettings(config.hashedColumns()))) {
                    values.get(keyOf(fault.subject())).addErrorMessage(fault.message());
                }
            }
            warnOfQuarantineTopic(config, configured);
        }
        return new Config(new ArrayList<>(values.values()));
    }

    private static void checkTogether(
            PostgresLogsSourceConfig config, Map<String, String> configured, Map<String, ConfigValue> values) {
        PgEndpoint.faultOf(config.getString(PostgresKeys.URL))
                .ifPresent(fault -> values.get(PostgresKeys.URL).addErrorMessage("Cannot use the JDBC URL. " + fault));
        if (config.table() == null) {
            values.get(PostgresKeys.TABLE)
                    .addErrorMessage("Cannot tell which table to read. Set it, or set source.preset.");
        }
        if (config.cursorColumn() == null) {
            values.get(PostgresKeys.CURSOR)
                    .addErrorMessage("Cannot tell which column orders rows. Set it, or set source.preset.");
        }
        if (config.quarantineTopic().equals(config.topic())) {
            values.get(PostgresKeys.QUARANTINE_TOPIC)
                    .addErrorMessage("Cannot quarantine into the topic of good records. Name another topic.");
        }
        if (tasksMax(configured) > config.lanes()) {
            values.get(PostgresKeys.LANES)
                    .addErrorMessage("Cannot give every task a lane: tasks.max is greater than source.lanes, "
                            + config.lanes() + ". Lower tasks.max, or raise source.lanes before reading begins.");
        }
    }

    private static int tasksMax(Map<String, String> configured) {
        try {
            return Integer.parseInt(configured.getOrDefault("tasks.max", "1").trim());
        } catch (NumberFormatException e) {
            // Connect itself refuses it
            return 1;
        }
    }

    private static boolean isSound(Map<String, ConfigValue> values) {
        return values.values().stream().allMatch(value -> value.errorMessages().isEmpty());
    }

    private static String keyOf(Fault.Subject subject) {
        return switch (subject) {
            case URL -> PostgresKeys.URL;
            case USER -> PostgresKeys.USER;
            case PASSWORD -> PostgresKeys.PASSWORD;
            case TABLE -> PostgresKeys.TABLE;
            case CURSOR -> PostgresKeys.CURSOR;
            case KEYS -> PostgresKeys.KEYS_OF_ROW;
            case HASH_COLUMNS -> PostgresKeys.HASH_COLUMNS;
            case BOUND -> PostgresKeys.BOUND;
        };
    }

    private static void warnOfQuarantineTopic(PostgresLogsSourceConfig config, Map<String, String> configured) {
        if (!configured.getOrDefault("topic.creation.groups", "").contains("quarantine")) {
            LOG.warn(
                    "No topic creation group named quarantine is configured: topic {} must exist, or be created by "
                            + "the default group or the broker, before the first row that is too large.",
                    config.quarantineTopic());
        }
    }

    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> configured) {
        return ExactlyOnceSupport.SUPPORTED;
    }

    @Override
    public ConnectorTransactionBoundaries canDefineTransactionBoundaries(Map<String, String> configured) {
        return ConnectorTransactionBoundaries.SUPPORTED;
    }

    /** Accepts removals, and positions of this table's own form below the safe bound. */
    @Override
    public boolean alterOffsets(Map<String, String> configured, Map<Map<String, ?>, Map<String, ?>> offsets) {
        PostgresLogsSourceConfig config = new PostgresLogsSourceConfig(configured);
        OffsetAlteration.check(
                offsets,
                config.system() + "/" + config.instance(),
                config.entity(),
                config::grid,
                config.acceptedTable(),
                used -> PostgresRowStore.open(
                        config.endpoint(VALIDATION),
                        config.tableSettings(config.hashedColumns(used)),
                        StoreMeters.none()));
        return true;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.run;

import io.affidavit.core.config.ConfigKeys;
import io.affidavit.core.config.UnknownKeys;
import io.affidavit.core.plugin.AffidavitVersion;
import io.affidavit.source.config.Fault;
import io.affidavit.source.config.ReadingConfig;
import io.affidavit.source.config.ReadingKeys;
import io.affidavit.source.engine.LaneAssignment;
import io.affidavit.source.spi.SourceMeters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.source.ConnectorTransactionBoundaries;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forwards the rows of a store to a topic, oldest first and then as they appear, each exactly once where the worker
 * supports it. Spreads the lanes over the tasks, checks configurations against the store, and guards offsets.
 */
public abstract class LogsSourceConnector extends SourceConnector {

    /** Names the connections that validation makes, where the store shows its clients. */
    protected static final String VALIDATION = "affidavit-validation";

    private static final Logger LOG = LoggerFactory.getLogger(LogsSourceConnector.class);

    private Map<String, String> props = Map.of();

    /** Every key, in the order of the reference page. */
    protected abstract ConfigKeys keys();

    /** The configuration, for whoever reads the same rows: the task, and reconciliation. */
    public abstract ReadingConfig reading(Map<String, String> properties);

    /** What is wrong between keys that are right each; asked before the store is. */
    protected abstract List<Fault> faultsTogether(ReadingConfig config);

    /** What the store says against the configuration. */
    protected abstract List<Fault> faultsInStore(ReadingConfig config);

    @Override
    public final String version() {
        return AffidavitVersion.current();
    }

    @Override
    public final ConfigDef config() {
        return keys().toConfigDef();
    }

    @Override
    public final void start(Map<String, String> properties) {
        props = Map.copyOf(properties);
    }

    @Override
    public final void stop() {
        props = Map.of();
    }

    @Override
    public final List<Map<String, String>> taskConfigs(int maxTasks) {
        int lanes = reading(props).lanes();
        List<Map<String, String>> configs = new ArrayList<>();
        for (List<Integer> own : LaneAssignment.assign(lanes, Math.min(maxTasks, lanes))) {
            Map<String, String> config = new HashMap<>(props);
            config.put(ReadingKeys.TASK_LANES, own.stream().map(String::valueOf).collect(Collectors.joining(",")));
            configs.add(config);
        }
        return configs;
    }

    /** Checks the keys, then connects and holds them against the store. */
    @Override
    public final Config validate(Map<String, String> configured) {
        Map<String, ConfigValue> values = checkedKeys(configured);
        if (isSound(values)) {
            ReadingConfig config = reading(configured);
            add(values, faultsBetween(config, configured));
            if (isSound(values)) {
                add(values, faultsInStore(config));
            }
            warnOfQuarantineTopic(config, configured);
        }
        return new Config(new ArrayList<>(values.values()));
    }

    /** What can be told to be wrong without asking the store. */
    public final List<Fault> faults(Map<String, String> configured) {
        Map<String, ConfigValue> values = checkedKeys(configured);
        if (isSound(values)) {
            return faultsBetween(reading(configured), configured);
        }
        return values.values().stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .map(value -> new Fault(value.name(), "is missing or wrong. See the configuration reference."))
                .toList();
    }

    private Map<String, ConfigValue> checkedKeys(Map<String, String> configured) {
        Map<String, ConfigValue> values = new LinkedHashMap<>();
        config().validateAll(configured).forEach(values::put);
        UnknownKeys.check(configured, keys(), values, List.of("source.", "record."), List.of());
        return values;
    }

    private List<Fault> faultsBetween(ReadingConfig config, Map<String, String> configured) {
        List<Fault> faults = new ArrayList<>(faultsTogether(config));
        faults.addAll(sharedFaults(config, configured));
        return faults;
    }

    private static void add(Map<String, ConfigValue> values, List<Fault> faults) {
        faults.forEach(fault -> values.get(fault.key()).addErrorMessage(fault.message()));
    }

    private static List<Fault> sharedFaults(ReadingConfig config, Map<String, String> configured) {
        List<Fault> faults = new ArrayList<>();
        if (config.quarantineTopic().equals(config.topic())) {
            faults.add(new Fault(
                    ReadingKeys.QUARANTINE_TOPIC,
                    "Cannot quarantine into the topic of good records. Name another topic."));
        }
        if (config.manifestTopic()
                .filter(topic -> topic.equals(config.topic()) || topic.equals(config.quarantineTopic()))
                .isPresent()) {
            faults.add(new Fault(
                    ReadingKeys.MANIFEST_TOPIC,
                    "Cannot send manifests into the topic of records or of rejected rows. Name another topic."));
        }
        if (tasksMax(configured) > config.lanes()) {
            faults.add(new Fault(
                    ReadingKeys.LANES,
                    "Cannot give every task a lane: tasks.max is greater than source.lanes, " + config.lanes()
                            + ". Lower tasks.max, or raise source.lanes before reading begins."));
        }
        return faults;
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

    private static void warnOfQuarantineTopic(ReadingConfig config, Map<String, String> configured) {
        if (!configured.getOrDefault("topic.creation.groups", "").contains("quarantine")) {
            LOG.warn(
                    "No topic creation group named quarantine is configured: topic {} must exist, or be created by "
                            + "the default group or the broker, before the first row that is too large.",
                    config.quarantineTopic());
        }
    }

    @Override
    public final ExactlyOnceSupport exactlyOnceSupport(Map<String, String> configured) {
        return ExactlyOnceSupport.SUPPORTED;
    }

    @Override
    public final ConnectorTransactionBoundaries canDefineTransactionBoundaries(Map<String, String> configured) {
        return ConnectorTransactionBoundaries.SUPPORTED;
    }

    /** Accepts removals, and positions of this source's own form below the safe bound. */
    @Override
    public final boolean alterOffsets(Map<String, String> configured, Map<Map<String, ?>, Map<String, ?>> offsets) {
        ReadingConfig config = reading(configured);
        OffsetAlteration.check(
                offsets,
                config.origin().partitionSource(),
                config.entity(),
                config::grid,
                config.acceptedTable(),
                used -> config.open(VALIDATION, config.hashedColumns(used), SourceMeters.none()));
        return true;
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.cli.cutover;

import io.affidavit.cli.output.Failure;
import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import io.affidavit.core.config.ConfigKeys;
import io.affidavit.core.config.Durations;
import io.affidavit.core.config.UnknownKeys;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigValue;

/** What one migration's steps depend on: a properties file. */
final class Plan {

    private static final String NAME = "cutover.name";
    private static final String WORKER = "cutover.connect.url";
    private static final String CONNECTOR = "cutover.connector";
    private static final String JOURNAL = "cutover.journal.topic";
    private static final String CLEAN = "cutover.clean.checks";
    private static final String APART = "cutover.clean.apart";
    private static final String MAX_LAG = "cutover.max.lag";
    private static final String MIN_PAIRED = "cutover.min.paired";
    private static final String MAX_MISMATCH = "cutover.max.mismatch";
    private static final String MAX_QUARANTINED = "cutover.max.quarantined";
    private static final String DRILL_AGE = "cutover.drill.max.age";
    private static final String GROUP = "Cutover";

    /** Every key, in the order of the reference page. */
    static final ConfigKeys KEYS = ConfigKeys.of(
            ConfigKey.string(NAME)
                    .group(GROUP)
                    .displayName("Name")
                    .importance(Importance.HIGH)
                    .validator(Checks.nonBlank())
                    .doc("Name of this migration; keeps its records in the journal apart from others.")
                    .build(),
            ConfigKey.string(WORKER)
                    .group(GROUP)
                    .displayName("Worker")
                    .importance(Importance.HIGH)
                    .validator(Checks.nonBlank())
                    .doc("Where a Connect worker's REST API is, such as http://connect:8083.")
                    .build(),
            ConfigKey.string(CONNECTOR)
                    .group(GROUP)
                    .displayName("Connector")
                    .importance(Importance.HIGH)
                    .validator(Checks.nonBlank())
                    .doc("Name of the source connector that forwards the old logs.")
                    .build(),
            ConfigKey.string(JOURNAL)
                    .group(GROUP)
                    .displayName("Journal")
                    .defaultValue("governance.cutover")
                    .validator(Checks.nonBlank())
                    .doc("Topic of one partition that keeps every check, move and drill. Made if it does not exist.")
                    .build(),
            ConfigKey.integer(CLEAN)
                    .group(GROUP)
                    .displayName("Clean checks")
                    .defaultValue(2)
                    .validator(Checks.atLeast(1))
                    .doc("How many checks in a row must be clean before a step.")
                    .build(),
            duration(APART, "Apart", "24h", "Least time between the first and the last of these checks."),
            duration(MAX_LAG, "Largest lag", "15m", "How old a row may be that the source has and the topic lacks."),
            ConfigKey.string(MIN_PAIRED)
                    .group(GROUP)
                    .displayName("Least pairing")
                    .defaultValue("0.9999")
                    .validator(share())
                    .doc("Share of keys that must have come both live and migrated, before readers move.")
                    .build(),
            ConfigKey.string(MAX_MISMATCH)
                    .group(GROUP)
                    .displayName("Mismatch")
                    .defaultValue("0.0001")
                    .validator(share())
                    .doc("Share of rows missing, repeated or foreign at which to roll back.")
                    .build(),
            ConfigKey.string(MAX_QUARANTINED)
                    .group(GROUP)
                    .displayName("Quarantined")
                    .defaultValue("0.001")
                    .validator(share())
                    .doc("Share of rows in quarantine at which to roll back.")
                    .build(),
            duration(
                    DRILL_AGE,
                    "Drill",
                    "90d",
                    "How old the last passed rollback drill may be when the old path ends."));

    private final AbstractConfig config;

    private Plan(AbstractConfig config) {
        this.config = config;
    }

    /** @throws Failure naming the key at fault */
    @SuppressWarnings("UnusedException") // its message may quote the file
    static Plan read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new Failure("Cannot read --plan " + file + ": no readable properties file.");
        }
        Map<String, String> keys = new HashMap<>();
        properties.stringPropertyNames().forEach(key -> keys.put(key, properties.getProperty(key)));
        Map<String, ConfigValue> values = new LinkedHashMap<>(KEYS.toConfigDef().validateAll(keys));
        UnknownKeys.check(keys, KEYS, values, List.of(""), List.of());
        for (ConfigValue value : values.values()) {
            if (!value.errorMessages().isEmpty()) {
                throw new Failure("Cannot use --plan " + file + ": " + value.name() + ": "
                        + value.errorMessages().get(0));
            }
        }
        return new Plan(new AbstractConfig(KEYS.toConfigDef(), keys, false));
    }

    String name() {
        return config.getString(NAME);
    }

    @SuppressWarnings("UnusedException") // said in full by the message
    Worker worker() {
        try {
            return new Worker(URI.create(config.getString(WORKER).strip()), config.getString(CONNECTOR));
        } catch (IllegalArgumentException e) {
            throw new Failure("Cannot use " + WORKER + ": give a URL such as http://connect:8083.");
        }
    }

    String journalTopic() {
        return config.getString(JOURNAL);
    }

    int cleanChecks() {
        return config.getInt(CLEAN);
    }

    Duration apart() {
        return Durations.parse(config.getString(APART));
    }

    Duration maxLag() {
        return Durations.parse(config.getString(MAX_LAG));
    }

    double minPaired() {
        return Double.parseDouble(config.getString(MIN_PAIRED));
    }

    double maxMismatch() {
        return Double.parseDouble(config.getString(MAX_MISMATCH));
    }

    double maxQuarantined() {
        return Double.parseDouble(config.getString(MAX_QUARANTINED));
    }

    Duration maxDrillAge() {
        return Durations.parse(config.getString(DRILL_AGE));
    }

    private static ConfigKey duration(String name, String displayName, String defaultValue, String doc) {
        return ConfigKey.string(name)
                .group(GROUP)
                .displayName(displayName)
                .defaultValue(defaultValue)
                .validator(Checks.duration())
                .doc(doc)
                .build();
    }

    private static org.apache.kafka.common.config.ConfigDef.Validator share() {
        return Checks.check("a number from 0 to 1", value -> {
            try {
                double share = Double.parseDouble(value.toString());
                return share >= 0 && share <= 1;
            } catch (NumberFormatException e) {
                return false;
            }
        });
    }
}

/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.source.config;

import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import io.affidavit.core.config.Durations;
import io.affidavit.core.identity.EventIds;
import io.affidavit.core.identity.KeyedHash;
import io.affidavit.source.engine.LaneAssignment;
import io.affidavit.source.throttle.Hours;
import java.time.DateTimeException;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The keys that every source has, whatever its store: how to read, how to hash, where to send. */
public final class ReadingKeys {

    public static final String RETRY_TIMEOUT = "source.retry.timeout";
    public static final String SYSTEM = "source.system";
    public static final String INSTANCE = "source.instance";
    public static final String LANES = "source.lanes";
    public static final String WINDOW = "source.window";
    public static final String LAG = "source.lag";
    public static final String PAGE_ROWS = "source.page.rows";
    public static final String PAGE_BYTES = "source.page.bytes";
    public static final String POLL_INTERVAL = "source.poll.interval";
    public static final String HASH_KEY = "source.hash.key";
    public static final String HASH_KEY_ID = "source.hash.key.id";
    public static final String HASH_COLUMNS = "source.hash.columns";
    public static final String TOPIC = "topic";
    public static final String QUARANTINE_TOPIC = "source.quarantine.topic";
    public static final String RECORD_MAX_BYTES = "record.max.bytes";
    public static final String SWEEP_AFTER = "source.sweep.after";
    public static final String RATE_ROWS = "source.rate.rows";
    public static final String RATE_BYTES = "source.rate.bytes";
    public static final String PAGE_TARGET = "source.page.target";
    public static final String PROBE_TARGET = "source.probe.target";
    public static final String PROBE_INTERVAL = "source.probe.interval";
    public static final String HOURS = "source.hours";
    public static final String MANIFEST_TOPIC = "source.manifest.topic";
    public static final String EVENTS_PER_ROW = "source.events.per.row";
    /** Set by the connector for its tasks. */
    public static final String TASK_LANES = "source.task.lanes";

    public static final String READING = "Reading";
    public static final String EVIDENCE = "Evidence";
    public static final String OUTPUT = "Output";

    /** How rows are read. */
    public static List<ConfigKey> reading() {
        return List.of(
                ConfigKey.integer(LANES)
                        .group(READING)
                        .displayName("Lanes")
                        .defaultValue(64)
                        .validator(Checks.between(1, LaneAssignment.MOST_LANES))
                        .doc(
                                "Number of lanes that tasks share, hence the most tasks of use. Fixed once reading has begun.")
                        .build(),
                duration(
                        WINDOW,
                        READING,
                        "Window",
                        "1h",
                        "Stretch of time that one task reads at a time. Fixed once reading has begun."),
                ConfigKey.integer(PAGE_ROWS)
                        .group(READING)
                        .displayName("Rows per page")
                        .defaultValue(5000)
                        .validator(Checks.between(1, 100_000))
                        .doc(
                                "Most rows per query, poll and transaction. Pages under 2000 cost throughput with exactly-once delivery.")
                        .build(),
                ConfigKey.integer(PAGE_BYTES)
                        .group(READING)
                        .displayName("Bytes per page")
                        .defaultValue(8 << 20)
                        .validator(Checks.atLeast(1024))
                        .doc(
                                "A page ends with the row that reaches this many characters of text, so that memory stays bounded.")
                        .build(),
                duration(
                        POLL_INTERVAL,
                        READING,
                        "Poll interval",
                        "500ms",
                        "How long to wait for new rows after none were found."),
                duration(
                        RETRY_TIMEOUT,
                        READING,
                        "Retry timeout",
                        "10m",
                        "How long a lost store is tried again before the task fails. Nothing is lost in either case."),
                ConfigKey.list(SWEEP_AFTER)
                        .group(READING)
                        .displayName("Sweeps")
                        .defaultValue(List.of("1h", "24h", "7d"))
                        .validator(Checks.check("positive durations such as 1h, 24h", ReadingKeys::areDurations))
                        .doc("How long after its end a window is read again, to send rows that are new or changed. "
                                + "Empty for never.")
                        .build(),
                rate(RATE_ROWS, "Rows per second", "Most rows that a task reads per second; 0 for no limit."),
                rate(
                        RATE_BYTES,
                        "Bytes per second",
                        "Most characters of text that a task reads per second; 0 for no limit."),
                duration(
                        PAGE_TARGET,
                        READING,
                        "Page time",
                        "5s",
                        "How long a page should take at most: slower ones make the next pages smaller, down to 50 rows."),
                ConfigKey.string(PROBE_TARGET)
                        .group(READING)
                        .displayName("Probe time")
                        .importance(Importance.LOW)
                        .defaultValue("500ms")
                        .width(Width.SHORT)
                        .validator(Checks.check(
                                "a positive duration such as 500ms, or empty",
                                value -> value.toString().isEmpty() || areDurations(List.of(value))))
                        .doc(
                                "How long a look-up of one row should take at most: while it takes longer the source is busy, so "
                                        + "pages become smaller, with pauses between them. Empty for no such look-ups; object stores "
                                        + "and Iceberg tables have none.")
                        .build(),
                duration(
                        PROBE_INTERVAL,
                        READING,
                        "Probe interval",
                        "10s",
                        "How often that look-up is made while the source is not busy."),
                ConfigKey.string(HOURS)
                        .group(READING)
                        .displayName("Hours")
                        .importance(Importance.LOW)
                        .defaultValue("")
                        .validator(Checks.check(
                                "a stretch of the day in UTC such as 22:00-06:00, or empty",
                                value -> value.toString().isEmpty()
                                        || Hours.parse(value.toString()).isPresent()))
                        .doc("When the source may be read, in UTC, such as 22:00-06:00. Empty for always.")
                        .build());
    }

    private static ConfigKey rate(String name, String displayName, String documentation) {
        return ConfigKey.longInteger(name)
                .group(READING)
                .displayName(displayName)
                .importance(Importance.LOW)
                .defaultValue(0L)
                .validator(Checks.atLeast(0))
                .doc(documentation)
                .build();
    }

    private static boolean areDurations(Object value) {
        try {
            return ((List<?>) value)
                    .stream()
                            .map(text -> Durations.parse(text.toString()))
                            .noneMatch(duration -> duration.isNegative() || duration.isZero());
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** How rows are hashed. */
    public static List<ConfigKey> evidence() {
        return List.of(
                ConfigKey.password(HASH_KEY)
                        .group(EVIDENCE)
                        .displayName("Hash key")
                        .importance(Importance.HIGH)
                        .validator(Checks.base64Key(KeyedHash.MIN_KEY_BYTES))
                        .doc(
                                "Secret of this deployment under which rows are hashed (HMAC-SHA256), as Base64: openssl rand -base64 32. "
                                        + "reconcile needs the same. Use a "
                                        + "ConfigProvider reference.")
                        .build(),
                ConfigKey.string(HASH_KEY_ID)
                        .group(EVIDENCE)
                        .displayName("Hash key id")
                        .defaultValue("default")
                        .validator(Checks.nonBlank())
                        .doc(
                                "Public name of the hash key, carried with every row. Another key makes every row look revised.")
                        .build(),
                ConfigKey.list(HASH_COLUMNS)
                        .group(EVIDENCE)
                        .displayName("Hash columns")
                        .defaultValue(List.of())
                        .doc(
                                "Columns that the row hash covers, pinned in the offsets once reading has begun. Empty means the preset's list, "
                                        + "or all columns that the table has when first read.")
                        .build());
    }

    /** Where rows go. */
    public static List<ConfigKey> output() {
        return List.of(
                ConfigKey.string(TOPIC)
                        .group(OUTPUT)
                        .displayName("Topic")
                        .importance(Importance.HIGH)
                        .validator(Checks.nonBlank())
                        .doc("Topic that rows go to.")
                        .build(),
                ConfigKey.string(QUARANTINE_TOPIC)
                        .group(OUTPUT)
                        .displayName("Quarantine topic")
                        .optional()
                        .validator(Checks.nonBlank())
                        .doc(
                                "Topic for references to rows that are too large to send. The default is the topic's name with "
                                        + ".quarantine added.")
                        .build(),
                ConfigKey.integer(RECORD_MAX_BYTES)
                        .group(OUTPUT)
                        .displayName("Largest record")
                        .defaultValue(786_432)
                        .validator(Checks.atLeast(256))
                        .doc(
                                "Rows of more bytes, estimated as JSON, are not sent: their key, hash and size go to the quarantine topic. Keep "
                                        + "it below the producer's max.request.size with room for what transforms add.")
                        .build(),
                ConfigKey.string(MANIFEST_TOPIC)
                        .group(OUTPUT)
                        .displayName("Manifest topic")
                        .optional()
                        .validator(Checks.nonBlank())
                        .doc(
                                "Topic for the manifest of each window: how many rows it had, and their checksum. No manifests are sent without it.")
                        .build(),
                ConfigKey.integer(EVENTS_PER_ROW)
                        .group(OUTPUT)
                        .displayName("Events per row")
                        .defaultValue(1)
                        .validator(Checks.between(1, EventIds.MOST_PER_ROW))
                        .doc("Most events ToGovernanceEvent makes of a row, such as one for each tool call.")
                        .build());
    }

    /** The lag behind the clock, for stores without a better bound. */
    public static ConfigKey lag(String defaultValue, String documentation) {
        return duration(LAG, READING, "Lag", defaultValue, documentation);
    }

    /** The name of the application that writes the logs, part of every event's identity. */
    public static ConfigKey system(String group, String documentation) {
        return identity(SYSTEM, group, "System", documentation);
    }

    /** The name of the installation, part of every event's identity. */
    public static ConfigKey instance(String group, String documentation) {
        return identity(INSTANCE, group, "Instance", documentation);
    }

    private static ConfigKey identity(String name, String group, String displayName, String documentation) {
        return ConfigKey.string(name)
                .group(group)
                .displayName(displayName)
                .optional()
                .validator(Checks.nonBlank())
                .doc(documentation)
                .build();
    }

    /** A key that holds a duration such as {@code 15m}. */
    public static ConfigKey duration(
            String name, String group, String displayName, String defaultValue, String documentation) {
        return ConfigKey.string(name)
                .group(group)
                .displayName(displayName)
                .defaultValue(defaultValue)
                .width(Width.SHORT)
                .validator(Checks.duration())
                .doc(documentation)
                .build();
    }

    private ReadingKeys() {}
}

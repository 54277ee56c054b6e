/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.config;

import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** The keys of the archive that say when a task commits, and what it may commit. */
public final class CommitKeys {

    public static final String INTERVAL = "archive.commit.interval.ms";
    public static final String RECORDS = "archive.commit.records";
    public static final String BYTES = "archive.commit.bytes";
    public static final String TIMEOUT = "archive.commit.timeout";
    public static final String MAX_OUTAGE = "archive.commit.max.outage";
    public static final String LINEAGE = "archive.lineage";
    public static final String ALLOW_UNCOMMITTED = "archive.allow.uncommitted";

    private static final Pattern LINEAGE_NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private static final KeyGroup GROUP = new KeyGroup("Commits");

    private CommitKeys() {}

    static Stream<ConfigKey> keys() {
        return Stream.of(
                GROUP.key(ConfigKey.longInteger(INTERVAL), "Commit interval", Importance.HIGH)
                        .doc(
                                "Longest time in milliseconds that a record waits for its commit. Each task commits by itself;"
                                        + " their phases are spread over the interval.")
                        .defaultValue(60_000L)
                        .validator(Checks.atLeast(100))
                        .build(),
                GROUP.key(ConfigKey.longInteger(RECORDS), "Records per commit", Importance.MEDIUM)
                        .doc("Number of records after which a task commits before its interval is over.")
                        .defaultValue(1_000_000L)
                        .validator(Checks.atLeast(1))
                        .build(),
                GROUP.key(ConfigKey.longInteger(BYTES), "Bytes per commit", Importance.MEDIUM)
                        .doc("Bytes of data files after which a task commits before its interval is over.")
                        .defaultValue(512L << 20)
                        .validator(Checks.atLeast(1))
                        .build(),
                GROUP.key(ConfigKey.string(TIMEOUT), "Commit timeout", Importance.LOW)
                        .doc(
                                "How long a task goes on trying one commit before it lets the worker do other work and tries"
                                        + " again. Keep it below max.poll.interval.ms of the consumer.")
                        .defaultValue("60s")
                        .validator(Checks.duration())
                        .build(),
                GROUP.key(ConfigKey.string(MAX_OUTAGE), "Longest outage", Importance.MEDIUM)
                        .doc(
                                "How long catalog or store may be out of reach before the task fails, so that monitoring sees"
                                        + " it. No record is lost either way.")
                        .defaultValue("15m")
                        .validator(Checks.duration())
                        .build(),
                GROUP.key(ConfigKey.string(LINEAGE), "Lineage", Importance.LOW)
                        .doc(
                                "Name of the offset history. Give a new one when a topic was deleted and created again, or when"
                                        + " the connector reads another cluster: offsets then count anew.")
                        .defaultValue("0")
                        .validator(Checks.check(
                                "1 to 64 letters, digits, dots, hyphens or underscores",
                                value -> LINEAGE_NAME.matcher(value.toString()).matches()))
                        .build(),
                GROUP.key(ConfigKey.bool(ALLOW_UNCOMMITTED), "Allow uncommitted reads", Importance.LOW)
                        .doc("Accepts a consumer that reads uncommitted data. Records of aborted transactions are then"
                                + " archived as if they had happened.")
                        .defaultValue(false)
                        .build());
    }
}

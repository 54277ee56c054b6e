/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.config;

import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** The keys of the archive that say what files it writes, and how long it keeps those that nobody needs. */
public final class FileKeys {

    public static final String SNAPSHOTS_KEEP = "archive.snapshot.retention.time";
    public static final String SNAPSHOTS_MIN = "archive.snapshot.retention.count";
    public static final String SNAPSHOTS_MAX = "archive.snapshot.retention.max.count";
    public static final String ORPHANS_AFTER = "archive.orphans.after";
    public static final String MAX_OPEN_FILES = "archive.write.max.open.files";
    public static final String TARGET_BYTES = "archive.write.target.file.bytes";

    private static final KeyGroup GROUP = new KeyGroup("Files");

    private FileKeys() {}

    static Stream<ConfigKey> keys() {
        return Stream.of(
                GROUP.key(ConfigKey.string(SNAPSHOTS_KEEP), "Snapshots kept for", Importance.LOW)
                        .doc(
                                "Age after which snapshots are dropped from the table's metadata. No data is deleted by it: rows"
                                        + " stay until their retention ends.")
                        .defaultValue("1d")
                        .validator(Checks.duration())
                        .build(),
                GROUP.key(ConfigKey.integer(SNAPSHOTS_MIN), "Snapshots kept at least", Importance.LOW)
                        .doc("How many of the newest snapshots stay, however old they are.")
                        .defaultValue(100)
                        .validator(Checks.between(1, 1_000_000))
                        .build(),
                GROUP.key(ConfigKey.integer(SNAPSHOTS_MAX), "Snapshots kept at most", Importance.LOW)
                        .doc(
                                "How many of the newest snapshots stay, however young they are. Every commit reads and writes the"
                                        + " list of all, so a long one makes commits slow. Raise it if readers that go from snapshot to"
                                        + " snapshot fall behind so far.")
                        .defaultValue(500)
                        .validator(Checks.between(1, 1_000_000))
                        .build(),
                GROUP.key(ConfigKey.string(ORPHANS_AFTER), "Orphans deleted after", Importance.LOW)
                        .doc(
                                "Age at which files of a batch that was never committed are deleted: those of a worker that was"
                                        + " killed. Must be longer than archive.commit.max.outage and the commit interval"
                                        + " together.")
                        .defaultValue("24h")
                        .validator(Checks.duration())
                        .build(),
                GROUP.key(ConfigKey.integer(MAX_OPEN_FILES), "Open files", Importance.MEDIUM)
                        .doc(
                                "How many partitions of a table a task writes at once, if archive.memory.bytes has room for so"
                                        + " many. Rows of more partitions are sorted on the local disk first.")
                        .defaultValue(32)
                        .validator(Checks.between(1, 10_000))
                        .build(),
                GROUP.key(ConfigKey.longInteger(TARGET_BYTES), "Target file size", Importance.LOW)
                        .doc("Size in bytes at which a data file is closed and a new one begun.")
                        .defaultValue(256L << 20)
                        .validator(Checks.atLeast(1 << 20))
                        .build());
    }
}

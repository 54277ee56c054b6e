/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.config;

import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The keys of the archive that say how much a task may hold before it is written. */
public final class MemoryKeys {

    public static final String BYTES = "archive.memory.bytes";
    public static final String SPILL_DIRECTORY = "archive.spill.directory";
    public static final String SPILL_BYTES = "archive.spill.max.bytes";

    private static final KeyGroup GROUP = new KeyGroup("Memory");

    private MemoryKeys() {}

    static Stream<ConfigKey> keys() {
        return Stream.of(
                GROUP.key(ConfigKey.longInteger(BYTES), "Memory per task", Importance.HIGH)
                        .doc(
                                "Heap in bytes that each task may use for rows and open files, over all its tables. The heap of"
                                        + " a worker must hold that of all its tasks, and a batch of the consumer for each.")
                        .defaultValue(256L << 20)
                        .validator(Checks.atLeast(32 << 20))
                        .build(),
                GROUP.key(ConfigKey.string(SPILL_DIRECTORY), "Spill directory", Importance.MEDIUM)
                        .doc(
                                "Directory on the worker where rows are sorted when they belong to more partitions than memory"
                                        + " has room for. The files hold record content, have no name, are readable by the worker"
                                        + " only and end with it. By default the directory for temporary files of Java.")
                        .optional()
                        .width(Width.LONG)
                        .validator(Checks.nonBlank())
                        .build(),
                GROUP.key(ConfigKey.longInteger(SPILL_BYTES), "Disk per task", Importance.MEDIUM)
                        .doc("Bytes in the spill directory at which a task commits before its interval is over.")
                        .defaultValue(2L << 30)
                        .validator(Checks.atLeast(1 << 20))
                        .build());
    }
}

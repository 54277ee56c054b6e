/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.lake.settings;

import io.affidavit.catalog.CatalogSecrets;
import io.affidavit.catalog.Catalogs;
import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import io.affidavit.core.config.ConfigKeys;
import io.affidavit.source.config.ReadingKeys;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** Keys of the Iceberg source, in the order of the reference page; keys of the catalog pass through beside them. */
public final class IcebergKeys {

    public static final String TABLE = "source.table";
    public static final String START = "source.start.snapshot";
    public static final String ON_CHANGE = "source.on.change";
    public static final String S3_CHECKSUMS = "source.s3.checksums";

    private static final String TABLE_GROUP = "Table";
    /**
     * Windows are snapshots, and all are of one lane, so that everything before a stored position has been read. What a
     * snapshot appended never changes.
     */
    private static final Set<String> ELSEWHERE = Set.of(ReadingKeys.LANES, ReadingKeys.WINDOW, ReadingKeys.SWEEP_AFTER);

    /** Every key a user can set, for validation and the reference page. */
    public static final ConfigKeys ALL = ConfigKeys.of(Stream.of(
                    own(),
                    ReadingKeys.reading().stream()
                            .filter(key -> !ELSEWHERE.contains(key.name()))
                            .toList(),
                    ReadingKeys.evidence(),
                    ReadingKeys.output(),
                    CatalogSecrets.keys())
            .flatMap(List::stream)
            .toList());

    private static List<ConfigKey> own() {
        return List.of(
                ConfigKey.string(TABLE)
                        .group(TABLE_GROUP)
                        .displayName("Table")
                        .importance(Importance.HIGH)
                        .validator(Checks.check(
                                "namespace.table", value -> value.toString().matches("[^.\\s]+(\\.[^.\\s]+)+")))
                        .doc("Table to read, as namespace.table.")
                        .build(),
                ConfigKey.longInteger(START)
                        .group(TABLE_GROUP)
                        .displayName("Start snapshot")
                        .importance(Importance.HIGH)
                        .optional()
                        .doc(
                                "Snapshot whose rows are read first; what later ones append follows. Required where the table's first snapshots have "
                                        + "expired. Fixed once reading has begun.")
                        .build(),
                ConfigKey.string(ON_CHANGE)
                        .group(TABLE_GROUP)
                        .displayName("On a change of rows")
                        .defaultValue("fail")
                        .validator(Checks.oneOf("fail", "report"))
                        .recommends("fail", "report")
                        .doc(
                                "What to do with a snapshot that overwrites or deletes rows: fail the task, or log and count it, read nothing of it, and "
                                        + "go on. Compaction is no such snapshot.")
                        .build(),
                ReadingKeys.system(
                        TABLE_GROUP,
                        "Name of the application that writes the table, part of every event's identity. The default is iceberg."),
                ReadingKeys.instance(
                        TABLE_GROUP,
                        "Name of this installation, part of every event's identity. The default is the catalog's name."),
                ConfigKey.integer(ReadingKeys.LANES)
                        .group(ReadingKeys.READING)
                        .displayName("Lanes")
                        .importance(Importance.LOW)
                        .defaultValue(1)
                        .validator(Checks.between(1, 1))
                        .doc("A table is read by one task, in the order of its snapshots.")
                        .build(),
                ConfigKey.list(ReadingKeys.SWEEP_AFTER)
                        .group(ReadingKeys.READING)
                        .displayName("Sweeps")
                        .importance(Importance.LOW)
                        .defaultValue(List.of())
                        .validator(Checks.check("empty", value -> ((List<?>) value).isEmpty()))
                        .doc("Empty: what a snapshot appended never changes, so nothing is read again.")
                        .build(),
                ConfigKey.string(Catalogs.NAME)
                        .group("Catalog")
                        .displayName("Catalog name")
                        .defaultValue("iceberg")
                        .validator(Checks.nonBlank())
                        .doc("Name of the catalog. Keys that begin with iceberg.catalog. are handed to Iceberg.")
                        .build(),
                ConfigKey.string(S3_CHECKSUMS)
                        .group("Catalog")
                        .displayName("Checksums")
                        .defaultValue("supported")
                        .validator(Checks.oneOf(Catalogs.CHECKSUMS_SUPPORTED, Catalogs.CHECKSUMS_REQUIRED))
                        .recommends(Catalogs.CHECKSUMS_SUPPORTED, Catalogs.CHECKSUMS_REQUIRED)
                        .doc(
                                "Which requests to S3 carry a checksum of the SDK's: required for servers that refuse them with status 400, such as "
                                        + "Ceph 16.")
                        .build());
    }

    private IcebergKeys() {}
}

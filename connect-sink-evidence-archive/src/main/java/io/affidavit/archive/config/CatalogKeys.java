/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.config;

import io.affidavit.catalog.Catalogs;
import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The keys of the archive that say where its tables are, apart from the {@code iceberg.*} ones that Iceberg defines. */
public final class CatalogKeys {

    public static final String EMBEDDED_DIRECTORY = "archive.embedded.directory";
    public static final String SINGLE_HOST = "archive.catalog.embedded.single.host";

    private static final KeyGroup GROUP = new KeyGroup("Catalog");

    private CatalogKeys() {}

    static Stream<ConfigKey> keys() {
        return Stream.of(
                GROUP.key(ConfigKey.string(EMBEDDED_DIRECTORY), "Embedded directory", Importance.HIGH)
                        .doc(
                                "Directory for an SQLite catalog and a local warehouse, used when no iceberg.catalog.* key is"
                                        + " set. For one host only. Production archives set iceberg.catalog.type,"
                                        + " iceberg.catalog.uri and iceberg.catalog.warehouse instead.")
                        .optional()
                        .width(Width.LONG)
                        .validator(Checks.nonBlank())
                        .build(),
                GROUP.key(ConfigKey.bool(SINGLE_HOST), "One host only", Importance.MEDIUM)
                        .doc(
                                "Confirms that all workers of the Connect cluster run on one host. Required for every catalog on"
                                        + " SQLite: on another host a task would find no table and begin a second archive. Also"
                                        + " required for a warehouse on a local path, where it may also mean that all hosts"
                                        + " mount the same there.")
                        .defaultValue(false)
                        .build(),
                GROUP.key(ConfigKey.string(Catalogs.S3_CHECKSUMS), "Checksums on S3", Importance.LOW)
                        .doc(
                                "Which requests to S3 carry a checksum of the AWS SDK's: supported for all that can, required for"
                                        + " those that must. Servers older than these checksums, such as Ceph 16, answer 400 to"
                                        + " the former. Data files are digested by the archive either way.")
                        .defaultValue(Catalogs.CHECKSUMS_SUPPORTED)
                        .validator(Checks.oneOf(Catalogs.CHECKSUMS_SUPPORTED, Catalogs.CHECKSUMS_REQUIRED))
                        .recommends(Catalogs.CHECKSUMS_SUPPORTED, Catalogs.CHECKSUMS_REQUIRED)
                        .build());
    }
}

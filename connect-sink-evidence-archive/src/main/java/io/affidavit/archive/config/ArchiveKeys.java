/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.config;

import io.affidavit.catalog.CatalogSecrets;
import io.affidavit.core.config.ConfigKeys;
import java.util.stream.Stream;

/** The keys of {@code EvidenceArchiveSinkConnector}, apart from the {@code iceberg.*} ones that Iceberg defines. */
public final class ArchiveKeys {

    /** Every key, in the order in which they are shown. */
    public static final ConfigKeys ALL = ConfigKeys.of(Stream.of(
                    TableKeys.keys(),
                    CatalogKeys.keys(),
                    EvidenceKeys.keys(),
                    CommitKeys.keys(),
                    RetentionKeys.keys(),
                    FileKeys.keys(),
                    MemoryKeys.keys(),
                    CompletenessKeys.keys(),
                    ContentKeys.ofSink(),
                    LockKeys.keys(),
                    CatalogSecrets.keys().stream())
            .flatMap(keys -> keys)
            .toList());

    private ArchiveKeys() {}
}

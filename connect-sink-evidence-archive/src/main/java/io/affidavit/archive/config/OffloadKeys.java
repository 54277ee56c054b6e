/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.config;

import io.affidavit.catalog.CatalogSecrets;
import io.affidavit.catalog.Catalogs;
import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import io.affidavit.core.config.ConfigKeys;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** The keys of {@code OffloadContent}. */
public final class OffloadKeys {

    public static final String LOCATION = ContentKeys.LOCATION;
    public static final String RECORD_BYTES = "content.record.max.bytes";

    /** Every key of {@code OffloadContent}, apart from the {@code iceberg.*} ones that Iceberg defines. */
    public static final ConfigKeys ALL = ConfigKeys.of(Stream.of(
                    List.of(
                            ContentKeys.location(
                                            "Where texts and bytes go that are too large for the topic: an absolute path that the workers of"
                                                    + " the archive see too, or an s3: address. A place of its own, not below the"
                                                    + " warehouse's tables.")
                                    .importance(Importance.HIGH)
                                    .build(),
                            ConfigKey.integer(RECORD_BYTES)
                                    .group(ContentKeys.GROUP)
                                    .displayName("Largest record")
                                    .importance(Importance.HIGH)
                                    .doc(
                                            "Bytes of a record's value, estimated as JSON, beyond which its largest texts and bytes are"
                                                    + " stored outside of it. Keep it below max.request.size of the producer, with"
                                                    + " room for key and headers.")
                                    .defaultValue(786_432)
                                    .validator(Checks.atLeast(16_384))
                                    .build()),
                    ArchiveKeys.ALL.list().stream()
                            .filter(key -> key.name().equals(Catalogs.S3_CHECKSUMS))
                            .toList(),
                    CatalogSecrets.keys().stream()
                            .filter(key -> key.name().startsWith(Catalogs.PREFIX + "s3."))
                            .toList())
            .flatMap(List::stream)
            .toList());

    private OffloadKeys() {}
}

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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The keys about texts that are too large for their topic: of the transform, the sink and the keeper. */
public final class ContentKeys {

    public static final String LOCATION = "archive.content.location";
    public static final String RECORD_BYTES = "content.record.max.bytes";
    public static final String MAX_BYTES = "archive.content.max.bytes";
    public static final String LOST = "archive.content.lost";
    public static final String SWEEP_AFTER = "keeper.content.after";

    /** What {@link #LOST} may be. */
    public static final String LOST_FAIL = "fail";

    public static final String LOST_QUARANTINE = "quarantine";

    private static final String GROUP = "Content";
    private static final Pattern ADDRESS = Pattern.compile("(/|[a-z][a-z0-9]*:/).+");

    /** Every key of {@code OffloadContent}, apart from the {@code iceberg.*} ones that Iceberg defines. */
    public static final ConfigKeys TRANSFORM = ConfigKeys.of(Stream.of(
                    List.of(
                            location(
                                            "Where texts go that are too large for the topic: an absolute path that the workers of"
                                                    + " the archive see too, or an s3: address. A place of its own, not below the"
                                                    + " warehouse's tables.")
                                    .importance(Importance.HIGH)
                                    .build(),
                            ConfigKey.integer(RECORD_BYTES)
                                    .group(GROUP)
                                    .displayName("Largest record")
                                    .importance(Importance.HIGH)
                                    .doc(
                                            "Bytes of a record's value, estimated as JSON, beyond which its largest texts are"
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

    private ContentKeys() {}

    static Stream<ConfigKey> ofSink() {
        return Stream.of(
                location(
                                "Where OffloadContent stores texts that are too large for the topic. The archive puts them back"
                                        + " before it looks at the record. Without it, a record whose content was offloaded stops"
                                        + " the task.")
                        .optional()
                        .build(),
                ConfigKey.integer(MAX_BYTES)
                        .group(GROUP)
                        .displayName("Largest content")
                        .doc(
                                "Most bytes of the offloaded texts of one record. A record with more is refused. Texts of one"
                                        + " record are in memory several times while it is written.")
                        .defaultValue(64 << 20)
                        .validator(Checks.between(1, 512 << 20))
                        .build(),
                ConfigKey.string(LOST)
                        .group(GROUP)
                        .displayName("Lost content")
                        .doc(
                                "What happens to a record whose content is missing or altered: fail stops the task, quarantine"
                                        + " sends the record to the quarantine with its references and goes on.")
                        .defaultValue(LOST_FAIL)
                        .validator(Checks.oneOf(LOST_FAIL, LOST_QUARANTINE))
                        .recommends(LOST_FAIL, LOST_QUARANTINE)
                        .build());
    }

    static List<ConfigKey> ofKeeper() {
        return List.of(
                location("Where OffloadContent stores texts, to be swept.")
                        .optional()
                        .build(),
                ConfigKey.string(SWEEP_AFTER)
                        .group(GROUP)
                        .displayName("Sweep content after")
                        .doc("How long after the end of the day on which it was stored content is deleted, such as 30d."
                                + " Longer than the topic keeps its records, and than the archive may lag behind. Never"
                                + " deleted when unset.")
                        .optional()
                        .validator(Checks.duration())
                        .build());
    }

    private static ConfigKey.Builder location(String doc) {
        return ConfigKey.string(LOCATION)
                .group(GROUP)
                .displayName("Content location")
                .width(Width.LONG)
                .doc(doc)
                .validator(Checks.check(
                        "an absolute path or an address such as s3://bucket/content, without credentials",
                        value -> ADDRESS.matcher(value.toString()).matches() && !CatalogSecrets.in(value.toString())));
    }
}

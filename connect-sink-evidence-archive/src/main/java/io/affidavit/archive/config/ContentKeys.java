/*
 * Copyright the Affidavit authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.affidavit.archive.config;

import io.affidavit.catalog.CatalogSecrets;
import io.affidavit.core.config.Checks;
import io.affidavit.core.config.ConfigKey;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The keys about texts that are too large for their topic: of the sink and the keeper; the location is the transform's too. */
public final class ContentKeys {

    public static final String LOCATION = "archive.content.location";
    public static final String MAX_BYTES = "archive.content.max.bytes";
    public static final String LOST = "archive.content.lost";
    public static final String SWEEP_AFTER = "keeper.content.after";

    /** What {@link #LOST} may be. */
    public static final String LOST_FAIL = "fail";

    public static final String LOST_QUARANTINE = "quarantine";

    static final String GROUP = "Content";
    private static final Pattern ADDRESS = Pattern.compile("(/|[a-z][a-z0-9]*:/).+");

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

    static ConfigKey.Builder location(String doc) {
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
